package dev.headwater.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller may do, and what a call asks for. {@code tell} has contacts recorded and learns nothing, so that a key in
 * a web page is worth nothing to those who find it there; {@code resolve} is answered too. {@code resolve} and {@code read}
 * stand side by side, so that a key in a report cannot write histories; {@code edit} is both and more; {@code admin} is
 * everything.
 */
public enum Role {
    /** No key is asked for. Of calls alone: no key has it. */
    OPEN,
    /**
     * To have recorded where a lead comes from, without being told. The only role that is fit for a key that others can see:
     * an answer rests on the lead's history, and whoever guesses the name of a lead would learn from it.
     */
    TELL,
    /** To ask where leads come from, and have it recorded. */
    RESOLVE,
    /** To read: histories, credits, reports, rules, metrics. */
    READ,
    /** To change what is kept and what decides: merge, tell conversions, check and change rules. */
    EDIT,
    /** To do what cannot be undone: forget a person. */
    ADMIN;

    /** The roles that a key can have, the least first. */
    public static final Set<Role> OF_KEYS = EnumSet.range(TELL, ADMIN);

    /** Its name in files, tokens and documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a key that is written so; empty where none is. */
    public static Optional<Role> ofKey(String word) {
        return OF_KEYS.stream().filter(role -> role.word().equals(word)).findFirst();
    }

    /** Whether one who has this role may make a call that asks for the other. */
    boolean covers(Role asked) {
        return asked == OPEN
                || switch (this) {
                    case OPEN -> false;
                    case TELL -> asked == TELL;
                    case RESOLVE -> asked == TELL || asked == RESOLVE;
                    case READ -> asked == READ;
                    case EDIT -> asked != ADMIN;
                    case ADMIN -> true;
                };
    }
}
