package dev.headwater.attribution;

/**
 * A place on a path that a model may favour. The last three are told by the CRM, not by touches; the touch of each is the
 * latest one at or before it, as HubSpot has it: the last interaction before the person became a contact, a deal was
 * associated, the deal was won.
 *
 * @see <a href="https://knowledge.hubspot.com/reports/understand-attribution-reporting">HubSpot, Understand attribution
 *     reporting</a>
 */
public enum Milestone {
    /** The earliest touch that counts. */
    FIRST("first"),
    /** The latest touch that counts. */
    LAST("last"),
    /** The person became a lead. */
    LEAD_CREATED("lead-created"),
    /** Sales took the lead on as an opportunity. */
    OPPORTUNITY_CREATED("opportunity-created"),
    /** The deal was won. */
    CUSTOMER_WON("customer-won");

    private final String word;

    Milestone(String word) {
        this.word = word;
    }

    /** The word used in lists and answers. */
    public String word() {
        return word;
    }
}
