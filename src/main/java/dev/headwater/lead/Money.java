package dev.headwater.lead;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount of one currency.
 *
 * @param amount 0 or more, with as many decimals as the currency has: 1200 euros are 1200.00, and 1200 yen 1200
 * @param currency its code, as ISO 4217 has it
 */
public record Money(BigDecimal amount, String currency) {

    /** The largest amount that is taken, in whole units of any currency. */
    public static final BigDecimal MAX = BigDecimal.valueOf(1_000_000_000_000L);

    /** @throws IllegalArgumentException if there is no such currency, or no such amount of it */
    public Money {
        int decimals = decimals(currency);
        if (decimals < 0) {
            throw new IllegalArgumentException("no currency of ISO 4217: " + currency);
        }
        if (amount.signum() < 0 || amount.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("an amount is 0 to " + MAX + ", not " + amount);
        }
        if (amount.stripTrailingZeros().scale() > decimals) {
            throw new IllegalArgumentException(
                    currency + " has " + decimals + " decimals, and " + amount + " has more");
        }
        amount = amount.setScale(decimals, RoundingMode.UNNECESSARY);
    }

    /** An amount told in its smallest units, such as cents. */
    public static Money ofMinor(long units, String currency) {
        return new Money(BigDecimal.valueOf(units, decimals(currency)), currency);
    }

    /** The amount in the currency's smallest units, such as cents. */
    public long minor() {
        return amount.unscaledValue().longValueExact();
    }

    /** How many decimals amounts of a currency have; -1 where there is no such currency that is paid in. */
    public static int decimals(String currency) {
        Currency known = known(currency);
        return known == null ? -1 : known.getDefaultFractionDigits();
    }

    private static @Nullable Currency known(String currency) {
        try {
            return Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
