package dev.headwater.attribution;

import dev.headwater.lead.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What marketing cost on one day.
 *
 * @param day in UTC
 * @param channel what the money went to, by the ID that touches have; null where nobody said
 * @param source likewise
 * @param campaign likewise, by the name that touches have
 * @param amount how much it was
 */
public record Cost(
        LocalDate day,
        @Nullable String channel,
        @Nullable String source,
        @Nullable String campaign,
        Money amount) {

    /**
     * What it is about, whatever its capitals, since reports do not look at them; of two costs about the same the later told one
     * stands.
     */
    public List<String> about() {
        return List.of(day.toString(), plain(channel), plain(source), plain(campaign), amount.currency());
    }

    /** What some come to, by currency. */
    public static Map<String, BigDecimal> totals(Collection<Cost> costs) {
        Map<String, BigDecimal> totals = new TreeMap<>();
        costs.forEach(
                cost -> totals.merge(cost.amount().currency(), cost.amount().amount(), BigDecimal::add));
        return totals;
    }

    private static String plain(@Nullable String name) {
        return Objects.toString(name, "").strip().toLowerCase(Locale.ROOT);
    }

    /** The ID of the row it belongs to; null where it has none. */
    @Nullable
    String key(Dimension by) {
        return switch (by) {
            case CHANNEL -> channel;
            case SOURCE -> source;
            case CAMPAIGN -> campaign;
        };
    }
}
