package dev.headwater.attribution;

import dev.headwater.attribution.Dimension.Key;
import dev.headwater.touch.TouchHistory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who gets the credit for what was reached in a period, and what it cost.
 *
 * @param question what it answers
 * @param models one for each way of sharing; the rows of each and {@code unattributed} sum to exactly {@code totals}
 * @param unattributed what no touch that counts led to, the same under every model
 * @param totals all that was reached
 * @param cost all that was posted for the period, by currency
 * @param unassignedCost those costs of which nobody said which row they belong to
 * @param limits what the report could not see
 */
public record Report(
        ReportQuestion question,
        List<Part> models,
        Sums unattributed,
        Sums totals,
        Map<String, BigDecimal> cost,
        Map<String, BigDecimal> unassignedCost,
        Limits limits) {
    private static final int RETURN_DECIMALS = 4;

    public Report {
        models = List.copyOf(models);
        cost = Map.copyOf(cost);
        unassignedCost = Map.copyOf(unassignedCost);
    }

    /**
     * The report under one model.
     *
     * @param rows those with most conversions first, then those with most leads, then by name
     */
    public record Part(String model, List<Row> rows) {
        public Part {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One row.
     *
     * @param cost what was posted for it, by currency
     */
    public record Row(Key key, Sums sums, Map<String, BigDecimal> cost) {
        public Row {
            cost = Map.copyOf(cost);
        }
    }

    /** What one lead cost, by currency, in the smallest unit of each; none where there is no lead. */
    public static Map<String, BigDecimal> costPerLead(Sums sums, Map<String, BigDecimal> cost) {
        return per(sums.leadsCredited(), cost);
    }

    /** What one conversion cost, by currency, in the smallest unit of each; none where there is no conversion. */
    public static Map<String, BigDecimal> costPerConversion(Sums sums, Map<String, BigDecimal> cost) {
        return per(sums.conversionsCredited(), cost);
    }

    private static Map<String, BigDecimal> per(BigDecimal number, Map<String, BigDecimal> cost) {
        Map<String, BigDecimal> each = new TreeMap<>();
        if (number.signum() > 0) {
            cost.forEach((currency, amount) ->
                    each.put(currency, amount.divide(number, amount.scale(), RoundingMode.HALF_UP)));
        }
        return each;
    }

    /** Value divided by cost, to four decimals, of each currency in which something was paid. */
    public static Map<String, BigDecimal> returns(Sums sums, Map<String, BigDecimal> cost) {
        Map<String, BigDecimal> returns = new TreeMap<>();
        cost.forEach((currency, amount) -> {
            if (amount.signum() > 0) {
                BigDecimal value = sums.value().getOrDefault(currency, BigDecimal.ZERO);
                returns.put(currency, value.divide(amount, RETURN_DECIMALS, RoundingMode.HALF_UP));
            }
        });
        return returns;
    }

    /**
     * What a report could not see.
     *
     * @param bounds how much of each history is kept
     * @param trimmed of how many leads and conversions some touches were no longer kept
     * @param undated how many leads are dated by their first touch, since it is not known when they became leads
     * @param cut whether there were more rows than are told apart, so that some are together
     * @param untouched rows that have costs and no touch at all: money that led nowhere, or that was told under another name
     */
    public record Limits(TouchHistory.Bounds bounds, long trimmed, long undated, boolean cut, List<String> untouched) {
        public Limits {
            untouched = List.copyOf(untouched);
        }
    }
}
