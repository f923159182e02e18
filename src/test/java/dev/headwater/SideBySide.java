package dev.headwater;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Pieces of work measured in turns, so that whatever else the machine does meets all of them alike: the ratios hold on any
 * machine, the times on none but this.
 *
 * <p>Times are processor time of the thread that works. Told are medians over the rounds with the least and the most, what
 * a call allocates, and how many times the first piece's time each takes: the median of the ratios round by round, and
 * the least and the most of them.
 */
public final class SideBySide {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double TURN_NANOS = 60e6;

    private final int rounds;
    private final double warmUpNanos;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * @param rounds how many turns each piece gets
     * @param warmUpSeconds how long each piece is run before, in processor time; Java compiles a long line of calls late
     */
    public SideBySide(int rounds, double warmUpSeconds) {
        this.rounds = rounds;
        this.warmUpNanos = warmUpSeconds * 1e9;
    }

    /** @param work is given numbers from 0 on, one a call, so that it can take one lead after the other */
    public SideBySide add(String name, IntConsumer work) {
        pieces.add(new Piece(name, work, new double[rounds], new double[rounds]));
        return this;
    }

    /** Runs all and prints a line for each. @return how many times the first piece's time each takes, in their order */
    public List<Double> run() {
        int[] calls = new int[pieces.size()];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = warmUp(pieces.get(i).work);
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < calls.length; i++) {
                turn(pieces.get(i), calls[i], round);
            }
        }
        return pieces.stream().map(this::tell).toList();
    }

    /** @return how many calls fill a turn */
    private int warmUp(IntConsumer work) {
        int calls = 1;
        double spent = 0;
        double all = 0;
        while (all < warmUpNanos || spent < TURN_NANOS) {
            calls = spent < TURN_NANOS ? calls * 2 : Math.max(1, (int) (calls * TURN_NANOS / spent));
            spent = nanos(work, calls);
            all += spent;
        }
        return calls;
    }

    private static void turn(Piece piece, int calls, int round) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        piece.micros[round] = nanos(piece.work, calls) / calls / 1e3;
        piece.bytes[round] = (THREADS.getCurrentThreadAllocatedBytes() - allocated) / (double) calls;
    }

    private static double nanos(IntConsumer work, int calls) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < calls; i++) {
            work.accept(i);
        }
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private double tell(Piece piece) {
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = piece.micros[i] / pieces.get(0).micros[i];
        }
        System.out.printf(
                Locale.ROOT,
                "  %-44s %9.2f µs (%.2f to %.2f) %8.0f bytes   ratio %.2f (%.2f to %.2f)%n",
                piece.name,
                median(piece.micros),
                Arrays.stream(piece.micros).min().orElse(0),
                Arrays.stream(piece.micros).max().orElse(0),
                median(piece.bytes),
                median(ratios),
                Arrays.stream(ratios).min().orElse(0),
                Arrays.stream(ratios).max().orElse(0));
        return median(ratios);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private record Piece(String name, IntConsumer work, double[] micros, double[] bytes) {}
}
