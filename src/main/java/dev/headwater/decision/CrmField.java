package dev.headwater.decision;

import org.jspecify.annotations.Nullable;

/**
 * What a CRM expects in one of its fields.
 *
 * @param product the CRM, in lower case: {@code salesforce}
 * @param field the name that its API gives the field: {@code LeadSource}
 * @param value one that the field takes; null where nothing should be written
 */
public record CrmField(
        String product, String field, @Nullable String value) {}
