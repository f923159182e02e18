package dev.headwater.journal;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a lead may tell who somebody is, and can be masked in a log. */
public enum Personal {
    /** {@code leadId}, {@code visitorId} and {@code eventId}; rules do not look at them. */
    IDS,
    /** The answer to "How did you hear about us?": the name of the source that was heard in it stands in its place. */
    FREE_TEXT,
    /** Parameters of addresses that no list of the rules names, and whatever else stands in a query or fragment. */
    PARAMETERS,
    /** The values of click IDs; their names stay. */
    CLICK_IDS,
    /** Attributes that no table asks about. */
    ATTRIBUTES,
    /** E-mail addresses and international phone numbers, wherever they stand, and names in front of hosts. */
    CONTACTS;

    private static final String NONE = "none";

    /** All of them: what is masked unless told otherwise. */
    public static Set<Personal> all() {
        return EnumSet.allOf(Personal.class);
    }

    /** The word in settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words, for people. */
    public static String words() {
        return Arrays.stream(values()).map(Personal::word).collect(Collectors.joining(", "));
    }

    /**
     * Reads a list of words with commas between, or "none".
     *
     * @throws IllegalArgumentException if a word is none of these
     */
    public static Set<Personal> read(String list) {
        Set<Personal> read = EnumSet.noneOf(Personal.class);
        if (list.strip().equalsIgnoreCase(NONE)) {
            return read;
        }
        for (String word : list.split(",", -1)) {
            read.add(Arrays.stream(values())
                    .filter(each -> each.word().equalsIgnoreCase(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "\"" + word.strip() + "\" is not among " + words() + "; or none alone")));
        }
        return read;
    }
}
