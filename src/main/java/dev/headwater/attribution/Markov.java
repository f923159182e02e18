package dev.headwater.attribution;

import dev.headwater.lead.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * All that was reached, shared in proportion to the removal effects of a {@link Chain}, as Anderl et al. have it. There are
 * two chains: the one to becoming a lead learns from visitors who never became one, too, and the one to converting from
 * leads who have not converted.
 */
final class Markov implements Sharing {
    /** Rows that do the same are to get the same, whatever the last digits of a double say. */
    private static final MathContext DIGITS = new MathContext(12);

    private final Map<Goal, Chain> chains = new EnumMap<>(Map.of(Goal.LEAD, new Chain(), Goal.CONVERSION, new Chain()));
    private final Sums.Growing all = new Sums.Growing();
    private final Map<String, BigDecimal> value = new TreeMap<>();

    @Override
    public void reached(Goal goal, Path path, int[] rows, @Nullable Money worth) {
        chain(goal).add(rows, true);
        all.add(goal, Credit.WHOLE);
        if (worth != null) {
            value.merge(worth.currency(), worth.amount(), BigDecimal::add);
        }
    }

    @Override
    public void missed(Goal goal, int[] rows) {
        chain(goal).add(rows, false);
    }

    private Chain chain(Goal goal) {
        return Objects.requireNonNull(chains.get(goal));
    }

    @Override
    public List<Sums> sums(int rows) {
        Tallies tallies = new Tallies();
        for (Goal goal : Goal.values()) {
            if (all.of(goal) > 0) {
                List<BigDecimal> weights = weights(goal, rows);
                share(tallies, goal, weights);
                if (goal == Goal.CONVERSION) {
                    value.forEach((currency, amount) -> share(tallies, currency, amount, weights));
                }
            }
        }
        return tallies.sums(rows);
    }

    private void share(Tallies tallies, Goal goal, List<BigDecimal> weights) {
        long[] credit = Apportionment.of(weights, all.of(goal));
        for (int row = 0; row < credit.length; row++) {
            tallies.row(row).add(goal, credit[row]);
        }
    }

    private static void share(Tallies tallies, String currency, BigDecimal amount, List<BigDecimal> weights) {
        long[] shares = Apportionment.of(weights, amount.unscaledValue().longValueExact());
        for (int row = 0; row < shares.length; row++) {
            if (shares[row] > 0) {
                tallies.row(row).add(currency, BigDecimal.valueOf(shares[row], amount.scale()));
            }
        }
    }

    private List<BigDecimal> weights(Goal goal, int rows) {
        return DoubleStream.of(chain(goal).removalEffects(rows))
                .mapToObj(effect -> new BigDecimal(effect, DIGITS))
                .toList();
    }
}
