package dev.headwater.decision;

/** The kinds of evidence, each told by another part of a lead context or by the lead's history. */
public enum EvidenceKind {
    CRM_TAG("crm-tag"),
    OFFLINE_EVENT("offline-event"),
    PROMO_CODE("promo-code"),
    PHONE_LINE("phone-line"),
    VANITY_PATH("vanity-path"),
    CLICK_ID("click-id"),
    CAMPAIGN_TAGS("campaign-tags"),
    REFERRER("referrer"),
    SELF_REPORT("self-report"),
    EARLIER_TOUCH("earlier-touch");

    private final String word;

    EvidenceKind(String word) {
        this.word = word;
    }

    /** The word used in tables and answers. */
    public String word() {
        return word;
    }
}
