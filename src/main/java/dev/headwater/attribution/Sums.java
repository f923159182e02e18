package dev.headwater.attribution;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Credit that has been added up.
 *
 * @param leads of leads, in millionths of one
 * @param conversions of conversions, in millionths of one
 * @param value of what these are worth, by currency; a currency that is not there is none of it
 */
public record Sums(long leads, long conversions, Map<String, BigDecimal> value) {

    /** Nothing yet. */
    public static final Sums NOTHING = new Sums(0, 0, Map.of());

    public Sums {
        value = Map.copyOf(value);
    }

    /** Leads as a decimal number, exactly. */
    public BigDecimal leadsCredited() {
        return BigDecimal.valueOf(leads, Credit.DECIMALS);
    }

    /** Conversions as a decimal number, exactly. */
    public BigDecimal conversionsCredited() {
        return BigDecimal.valueOf(conversions, Credit.DECIMALS);
    }

    /** Both. */
    public Sums plus(Sums other) {
        return new Sums(leads + other.leads, conversions + other.conversions, plus(value, other.value));
    }

    /** Both, currency by currency. */
    static Map<String, BigDecimal> plus(Map<String, BigDecimal> some, Map<String, BigDecimal> more) {
        Map<String, BigDecimal> sum = new TreeMap<>(some);
        more.forEach((currency, amount) -> sum.merge(currency, amount, BigDecimal::add));
        return sum;
    }

    /** Credit that is being added up, for one row of a report. */
    static final class Growing {
        private long leads;
        private long conversions;
        private final Map<String, BigDecimal> value = new TreeMap<>();

        void add(Goal goal, long millionths) {
            if (goal == Goal.LEAD) {
                leads += millionths;
            } else {
                conversions += millionths;
            }
        }

        void add(String currency, BigDecimal amount) {
            value.merge(currency, amount, BigDecimal::add);
        }

        long of(Goal goal) {
            return goal == Goal.LEAD ? leads : conversions;
        }

        Sums sums() {
            return new Sums(leads, conversions, value);
        }
    }
}
