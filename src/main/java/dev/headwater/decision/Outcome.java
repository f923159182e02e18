package dev.headwater.decision;

/** What came of asking where a lead came from. */
public enum Outcome {
    /** A source and a channel are known. */
    RESOLVED("resolved"),
    /** A visit that nothing led to. */
    DIRECT("direct"),
    /** Something was told, but no row of the channel table knows it. */
    UNASSIGNED("unassigned"),
    /** Nothing at all was told, as in a bare CRM import. */
    UNKNOWN("unknown"),
    /** Our own people or our own pages. */
    INTERNAL("internal"),
    /** A known spam referrer. */
    SPAM("spam");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The word used in tables and answers. */
    public String word() {
        return word;
    }
}
