package dev.headwater.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final Offset<Double> EXACT = within(1e-9);

    /**
     * Three journeys: C1, C2, C3 to a purchase; C1 to nothing; C2, C3 to nothing. Of three, one buys. Without C1 one half of
     * it is lost, without C2 or C3 all of it.
     *
     * @see <a href="https://analyzecore.com/2016/08/03/attribution-model-r-part-1/">AnalyzeCore, Marketing multi-channel
     *     attribution model with R (part 1: Markov chains concept)</a>, whose figures these are: 0.5, 1, 1
     */
    @Test
    void theExampleOfThreeJourneysHasThePublishedRemovalEffects() {
        Chain chain = new Chain();
        chain.add(new int[] {0, 1, 2}, true);
        chain.add(new int[] {0}, false);
        chain.add(new int[] {1, 2}, false);
        assertThat(chain.removalEffects(3)).containsExactly(new double[] {0.5, 1, 1}, EXACT);
    }

    /**
     * Three journeys that all buy: A, B, A, B, B, A; A, B, B, A, A; A, A. The package simulates 10,000 walks and gives A 1.991106
     * and B 1.008894 of the three purchases; without A all is lost and without B half of it, so that it is 2 and 1 exactly.
     *
     * @see <a href="https://github.com/jmwoloso/pychattr">pychattr, README: Markov model</a>, after the R package
     *     ChannelAttribution
     */
    @Test
    void theExampleOfAPackageThatSimulatesComesOutWithinItsNoise() {
        Chain chain = new Chain();
        chain.add(new int[] {0, 1, 0, 1, 1, 0}, true);
        chain.add(new int[] {0, 1, 1, 0, 0}, true);
        chain.add(new int[] {0, 0}, true);
        double[] effects = chain.removalEffects(2);
        assertThat(effects).containsExactly(new double[] {1, 0.5}, EXACT);
        double all = DoubleStream.of(effects).sum();
        assertThat(3 * effects[0] / all).isCloseTo(1.991106, within(0.02));
        assertThat(3 * effects[1] / all).isCloseTo(1.008894, within(0.02));
    }

    /**
     * Five journeys: Google Ads twice to a purchase, a mailing to one, Google Ads and then the mailing to one, Google Ads to
     * nothing. The chances of each step are published: from Google Ads ½ to a purchase, ¼ to the mailing, ¼ to nothing; from
     * the mailing always to a purchase; at the start ⅘ and ⅕. So P = ⅘·(½ + ¼) + ⅕ = ⅘; without Google Ads ⅕, without the
     * mailing ⅘·½.
     *
     * @see <a href="https://serhiipuzyrov.com/2019/07/markov-chain-attribution-simple-explanation-of-removal-effect/">Serhii
     *     Puzyrov, Markov Chain Attribution – Simple Explanation Of Removal Effect, 2019</a>
     */
    @Test
    void theExampleOfAdsAndAMailingLosesWhatItsPublishedChancesSay() {
        Chain chain = new Chain();
        chain.add(new int[] {0}, true);
        chain.add(new int[] {0}, true);
        chain.add(new int[] {1}, true);
        chain.add(new int[] {0, 1}, true);
        chain.add(new int[] {0}, false);
        assertThat(chain.removalEffects(2)).containsExactly(new double[] {0.75, 0.5}, EXACT);
    }

    /**
     * By hand: two of four start with 0 and two with 1. From 0: one to the goal, one to 1. From 1 (three times): two to the
     * goal, one to nothing. P = ½·(½ + ½·⅔) + ½·⅔ = ¾. Without 0: ½·⅔ = ⅓. Without 1: ½·½ = ¼.
     */
    @Test
    void fourJourneysWorkedOutByHand() {
        Chain chain = new Chain();
        chain.add(new int[] {0}, true);
        chain.add(new int[] {0, 1}, true);
        chain.add(new int[] {1}, true);
        chain.add(new int[] {1}, false);
        assertThat(chain.removalEffects(2))
                .containsExactly(new double[] {1 - (1 / 3.0) / 0.75, 1 - 0.25 / 0.75}, EXACT);
    }

    @Test
    void whatNobodyPassedHasNoEffectAndNothingReachedHasNone() {
        Chain chain = new Chain();
        assertThat(chain.removalEffects(2)).containsExactly(0, 0);
        chain.add(new int[] {0}, false);
        assertThat(chain.removalEffects(2)).containsExactly(0, 0);
        chain.add(new int[] {1}, true);
        assertThat(chain.removalEffects(3)).containsExactly(new double[] {0, 1, 0}, EXACT);
    }

    @Test
    void stepsFromARowToItselfChangeNothing() {
        Random random = new Random(3);
        for (int run = 0; run < 50; run++) {
            Chain plain = new Chain();
            Chain repeating = new Chain();
            for (int path = 0; path < 20; path++) {
                int[] rows = random.ints(1 + random.nextInt(4), 0, 4).toArray();
                boolean reached = random.nextBoolean();
                plain.add(withoutRepeats(rows), reached);
                repeating.add(rows, reached);
            }
            double[] effects = plain.removalEffects(4);
            assertThat(repeating.removalEffects(4)).containsExactly(effects, EXACT);
        }
    }

    /** The definition itself: every step to the row goes to nothing instead, and what is still reached is counted again. */
    @Test
    void theEffectsAreThoseOfTakingEachRowOutAndCountingAgain() {
        Random random = new Random(8);
        for (int run = 0; run < 200; run++) {
            int rows = 1 + random.nextInt(6);
            List<int[]> paths = new ArrayList<>();
            List<Boolean> reached = new ArrayList<>();
            Chain chain = new Chain();
            for (int path = random.nextInt(30); path >= 0; path--) {
                paths.add(random.ints(1 + random.nextInt(5), 0, rows).toArray());
                reached.add(random.nextInt(3) == 0);
                chain.add(paths.get(paths.size() - 1), reached.get(reached.size() - 1));
            }
            double[] effects = chain.removalEffects(rows);
            double all = chanceByWalking(paths, reached, rows, -1);
            for (int row = 0; row < rows; row++) {
                double without = chanceByWalking(paths, reached, rows, row);
                assertThat(effects[row]).isCloseTo(all == 0 ? 0 : 1 - without / all, within(1e-6));
                assertThat(effects[row]).isBetween(0.0, 1.0);
            }
        }
    }

    /** By following all walks a step at a time until next to none is under way: each ends sometime, since each path did. */
    private static double chanceByWalking(List<int[]> paths, List<Boolean> reached, int rows, int removed) {
        double[][] counts = new double[rows + 1][rows + 2];
        for (int i = 0; i < paths.size(); i++) {
            int at = rows;
            for (int row : paths.get(i)) {
                counts[at][row]++;
                at = row;
            }
            counts[at][reached.get(i) ? rows : rows + 1]++;
        }
        double[] here = new double[rows + 1];
        here[rows] = 1;
        double arrived = 0;
        for (double underWay = 1;
                underWay > 1e-12;
                underWay = DoubleStream.of(here).sum()) {
            double[] next = new double[rows + 1];
            for (int from = 0; from <= rows; from++) {
                double out = DoubleStream.of(counts[from]).sum();
                for (int to = 0; to <= rows && out > 0; to++) {
                    double share = here[from] * counts[from][to] / out;
                    if (to == rows) {
                        arrived += share;
                    } else if (to != removed) {
                        next[to] += share;
                    }
                }
            }
            here = next;
        }
        return arrived;
    }

    private static int[] withoutRepeats(int[] rows) {
        return IntStream.range(0, rows.length)
                .filter(i -> i == 0 || rows[i] != rows[i - 1])
                .map(i -> rows[i])
                .toArray();
    }
}
