package dev.headwater.table;

import java.util.List;

/** The tables that decide, in the order in which they do. A word is known from one of them on. */
public enum Stage {
    SOURCE("Source", HitPolicy.FIRST_MATCH, HitPolicy.ONLY_MATCH),
    CHANNEL("Channel", HitPolicy.FIRST_MATCH, HitPolicy.ONLY_MATCH),
    INTENT("Intent", HitPolicy.SUM_POINTS),
    TIER("Tier", HitPolicy.FIRST_MATCH, HitPolicy.ONLY_MATCH);

    private final String tableName;
    private final List<HitPolicy> hitPolicies;

    Stage(String tableName, HitPolicy... hitPolicies) {
        this.tableName = tableName;
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
}
