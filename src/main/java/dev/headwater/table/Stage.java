package dev.headwater.table;

/** The tables that decide, in the order in which they do. A word is known from one of them on. */
public enum Stage {
    SOURCE("Source"),
    CHANNEL("Channel"),
    INTENT("Intent"),
    TIER("Tier");

    private final String tableName;

    Stage(String tableName) {
        this.tableName = tableName;
    }

    /** The name that the deciding table carries in its first line. */
    public String tableName() {
        return tableName;
    }
}
