package dev.headwater.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The tables that decide, in the order in which they do. A word is known from one of them on. */
public enum Stage {
    SOURCE("Source", true, HitPolicy.FIRST_MATCH, HitPolicy.ONLY_MATCH),
    CHANNEL("Channel", true, HitPolicy.FIRST_MATCH, HitPolicy.ONLY_MATCH),
    INTENT("Intent", true, HitPolicy.SUM_POINTS),
    TIER("Tier", true, HitPolicy.FIRST_MATCH, HitPolicy.ONLY_MATCH),
    FOLLOW_UP("Follow-up", false, HitPolicy.FIRST_MATCH, HitPolicy.ONLY_MATCH),
    CRM("CRM", false, HitPolicy.FIRST_MATCH, HitPolicy.ONLY_MATCH);

    private final String tableName;
    private final boolean needed;
    private final List<HitPolicy> hitPolicies;

    Stage(String tableName, boolean needed, HitPolicy... hitPolicies) {
        this.tableName = tableName;
        this.needed = needed;
        this.hitPolicies = List.of(hitPolicies);
    }

    /** The hit policies that make sense for the deciding table. */
    public List<HitPolicy> hitPolicies() {
        return hitPolicies;
    }

    /** The name that the deciding table carries in its first line. */
    public String tableName() {
        return tableName;
    }

    /** Whether there is no answer without it; of the others, what they would decide is left out. */
    public boolean isNeeded() {
        return needed;
    }

    /** Whether a THEN cell may take a value of the lead, as a word in braces. */
    boolean fillsIn() {
        return this == CRM;
    }

    /** The stage of a table's name, in any case, with hyphens or blanks; none where no table is called so. */
    public static Optional<Stage> named(String name) {
        return Arrays.stream(values())
                .filter(stage -> Text.nameKey(stage.tableName).equals(Text.nameKey(name)))
                .findFirst();
    }
}
