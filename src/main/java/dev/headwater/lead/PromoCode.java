package dev.headwater.lead;

/**
 * A promotion code that a lead gave.
 *
 * @param code as typed
 */
public record PromoCode(String code) {

    /** @throws IllegalArgumentException if it is blank: what was not told is null, not empty */
    public PromoCode {
        if (code.isBlank()) {
            throw new IllegalArgumentException("promo code is blank");
        }
    }
}
