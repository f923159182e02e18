package dev.headwater.decision;

/** How ready to buy a lead seems. */
public enum IntentTier {
    HIGH("High"),
    MEDIUM("Medium"),
    LOW("Low");

    private final String word;

    IntentTier(String word) {
        this.word = word;
    }

    /** The word for people, used in tables and answers. */
    public String word() {
        return word;
    }
}
