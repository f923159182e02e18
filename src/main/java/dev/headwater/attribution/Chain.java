package dev.headwater.attribution;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A first-order Markov chain learnt from paths: from the start over rows to the goal, or to nothing. How often each step was
 * taken is all that is kept, so that its size does not grow with the number of paths.
 *
 * <p>The removal effect of a row is the share of what is reached that would be lost if every step to that row led to
 * nothing instead: 1 − P(goal without it) / P(goal). Steps from a row to itself change none of this.
 *
 * @see <a href="https://doi.org/10.1016/j.ijresmar.2016.03.001">Anderl, Becker, von Wangenheim, Schumann: Mapping the
 *     customer journey. Lessons learned from graph-based online attribution modeling, International Journal of Research in
 *     Marketing 33, 2016</a>
 */
final class Chain {
    private static final int START = -1;
    private static final int GOAL = -2;
    private static final int NOTHING = -3;

    private final Map<Long, long[]> steps = new HashMap<>();

    /** A path that led to the goal, or did not. */
    void add(int[] rows, boolean reached) {
        int at = START;
        for (int row : rows) {
            step(at, row);
            at = row;
        }
        step(at, reached ? GOAL : NOTHING);
    }

    private void step(int from, int to) {
        steps.computeIfAbsent((long) from << Integer.SIZE | (to & 0xFFFFFFFFL), key -> new long[1])[0]++;
    }

    /**
     * The removal effect of each row, from 0 to 1; all 0 where nothing is ever reached.
     *
     * <p>With N the expected visits (the inverse of I − Q) and x the chance to reach the goal from a row, a walk from the
     * start ever visits row c with the chance N[start,c] / N[c,c], and then reaches the goal with x[c]: what is lost without c
     * is their product. One inversion serves all rows.
     */
    double[] removalEffects(int rows) {
        int start = rows;
        double[][] left = new double[rows + 1][rows + 1];
        double[] goal = new double[rows + 1];
        double[] out = new double[rows + 1];
        steps.forEach((step, times) -> out[place(from(step), start)] += times[0]);
        for (int i = 0; i <= rows; i++) {
            left[i][i] = 1;
        }
        steps.forEach((step, times) -> {
            int from = place(from(step), start);
            double chance = times[0] / out[from];
            int to = step.intValue();
            if (to == GOAL) {
                goal[from] += chance;
            } else if (to != NOTHING) {
                left[from][place(to, start)] -= chance;
            }
        });
        double[][] visits = inverse(left);
        double[] reach = new double[rows + 1];
        for (int i = 0; i <= rows; i++) {
            for (int j = 0; j <= rows; j++) {
                reach[i] += visits[i][j] * goal[j];
            }
        }
        double[] effects = new double[rows];
        for (int row = 0; row < rows && reach[start] > 0; row++) {
            double effect = visits[start][row] / visits[row][row] * reach[row] / reach[start];
            // What rounding makes of nothing and of all is not to be less or more than that.
            effects[row] = Math.max(0, Math.min(1, effect));
        }
        return effects;
    }

    private static int from(long step) {
        return (int) (step >> Integer.SIZE);
    }

    private static int place(int row, int start) {
        return row == START ? start : row;
    }

    /** By elimination with the largest pivot; every walk ends, so that the matrix has an inverse. */
    private static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            inverse[i][i] = 1;
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
                    pivot = row;
                }
            }
            swap(matrix, column, pivot);
            swap(inverse, column, pivot);
            double scale = 1 / matrix[column][column];
            times(matrix[column], scale);
            times(inverse[column], scale);
            for (int row = 0; row < n; row++) {
                double factor = matrix[row][column];
                if (row != column && factor != 0) {
                    minus(matrix[row], matrix[column], factor);
                    minus(inverse[row], inverse[column], factor);
                }
            }
        }
        return inverse;
    }

    private static void swap(double[][] rows, int one, int other) {
        double[] kept = rows[one];
        rows[one] = rows[other];
        rows[other] = kept;
    }

    private static void times(double[] row, double factor) {
        Arrays.setAll(row, i -> row[i] * factor);
    }

    private static void minus(double[] row, double[] other, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] -= factor * other[i];
        }
    }
}
