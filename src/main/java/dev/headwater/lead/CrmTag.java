package dev.headwater.lead;

/**
 * The lead source that a person typed into a CRM.
 *
 * @param leadSource as typed
 */
public record CrmTag(String leadSource) {

    /** @throws IllegalArgumentException if it is blank: what was not told is null, not empty */
    public CrmTag {
        if (leadSource.isBlank()) {
            throw new IllegalArgumentException("CRM tag is blank");
        }
    }
}
