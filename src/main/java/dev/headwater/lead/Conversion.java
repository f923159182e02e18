package dev.headwater.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a lead became, as its app or CRM tells it: a deal won, an order, a subscription.
 *
 * @param id names it; told twice under one name it counts once
 * @param type what kind it is, in the app's own words, such as {@value #USUAL}
 * @param at when it happened
 * @param value what it is worth; null where nobody says
 * @param leadCreated when the CRM made a lead of the person; null where it does not say
 * @param opportunityCreated when sales took the lead on as an opportunity; null where the CRM does not say
 */
public record Conversion(
        ConversionId id,
        String type,
        Instant at,
        @Nullable Money value,
        @Nullable Instant leadCreated,
        @Nullable Instant opportunityCreated) {

    /** The type of one whose app names none. */
    public static final String USUAL = "deal-won";

    /** The longest type that is taken, in characters. */
    public static final int MAX_TYPE = 100;

    /** @throws IllegalArgumentException if the type is blank, too long, or has a control character */
    public Conversion {
        Identifiers.require("type", type, MAX_TYPE);
    }
}
