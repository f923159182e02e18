package dev.headwater.attribution;

import dev.headwater.lead.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Shares the credit of many paths among the rows of a report. Whatever the way, the rows sum to exactly what was shared. */
interface Sharing {

    /**
     * A path that led somewhere.
     *
     * @param path with at least one touch
     * @param rows those of its touches, one each
     * @param value what it was worth; null where nobody says
     */
    void reached(Goal goal, Path path, int[] rows, @Nullable Money value);

    /** A path that has not led there, though it might have: such paths count where credit is learnt from all of them. */
    default void missed(Goal goal, int[] rows) {}

    /** What each row has got, one for each of them. */
    List<Sums> sums(int rows);

    /**
     * Each path by itself, its touches as a model has it.
     *
     * @see Model
     */
    final class ByModel implements Sharing {
        private final Model model;
        private final Tallies tallies = new Tallies();

        ByModel(Model model) {
            this.model = model;
        }

        @Override
        public void reached(Goal goal, Path path, int[] rows, @Nullable Money value) {
            tallies.share(goal, rows, rows.length == 1 ? ONE : model.weigh(path), value);
        }

        @Override
        public List<Sums> sums(int rows) {
            return tallies.sums(rows);
        }

        private static final List<BigDecimal> ONE = List.of(BigDecimal.ONE);
    }

    /**
     * Shapley values of the rows, where a coalition of rows is worth the paths that touch no other: what would still have
     * been reached if only these were there. For this game the Shapley value has a closed form, exact for any number of rows:
     * each path's worth is shared equally among the distinct rows it touches, however often it touches each.
     *
     * <p>It looks at the paths that led somewhere alone; {@link Markov} looks at the others too.
     *
     * @see <a href="https://arxiv.org/abs/1804.05327">Zhao, Mahboobi, Bagheri: Shapley Value Methods for Attribution
     *     Modeling in Online Advertising, 2018</a>: the simplified, set-based form and its proof
     * @see <a href="https://en.wikipedia.org/wiki/Shapley_value">Shapley value</a>: efficiency, symmetry, null player
     */
    final class Shapley implements Sharing {
        private final Tallies tallies = new Tallies();

        @Override
        public void reached(Goal goal, Path path, int[] rows, @Nullable Money value) {
            int[] distinct = IntStream.of(rows).distinct().toArray();
            tallies.share(
                    goal,
                    distinct,
                    IntStream.of(distinct).mapToObj(row -> BigDecimal.ONE).toList(),
                    value);
        }

        @Override
        public List<Sums> sums(int rows) {
            return tallies.sums(rows);
        }
    }
}
