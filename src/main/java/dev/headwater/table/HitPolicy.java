package dev.headwater.table;

/** What it means when several rows of a table fit. */
public enum HitPolicy {
    /** The topmost row that fits decides. */
    FIRST_MATCH("First match"),
    /** At most one row may fit; two that can both fit are a flaw. */
    ONLY_MATCH("Only match"),
    /** All rows that fit count, and their points add up. */
    SUM_POINTS("Sum points"),
    /** All rows that fit count, each for itself. */
    ALL_MATCHES("All matches");

    private final String words;

    HitPolicy(String words) {
        this.words = words;
    }

    /** As written in a table's second line. */
    public String words() {
        return words;
    }
}
