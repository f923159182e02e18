package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.referrer;
import static dev.headwater.rules.TestRules.tags;

import dev.headwater.decision.Explain;
import dev.headwater.signal.Signals;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * What loading and deciding cost, and how the engine compares with the plain evaluator, in one run so that the ratios
 * hold on any machine. Not a test; run its main with the test class path.
 *
 * <p>All times are processor time of the one thread that works, so that neighbours on the machine matter little.
 */
final class DecisionBenchmark {
    private static final int ROUNDS = 15;

    private DecisionBenchmark() {}

    public static void main(String[] arguments) {
        loading();
        deciding();
    }

    private static void loading() {
        List<Double> milliseconds = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            long start = now();
            new TestRules().ruleSet().close();
            milliseconds.add((now() - start) / 1e6);
        }
        System.out.printf(
                Locale.ROOT,
                "load of the test rules: first %.0f ms, then %.0f ms%n",
                milliseconds.get(0),
                median(milliseconds.subList(6, 12)));
    }

    private static void deciding() {
        RuleSet rules = new TestRules().ruleSet();
        Signals plain = googleAd().value("touches", 3.0).signals();
        Signals muddle = googleAd()
                .value("tagged", true)
                .evidence(tags("facebook", "meta", "email", "email"))
                .evidence(referrer("www.facebook.com", "social", "meta"))
                .signals();
        for (Explain explain : Explain.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "decide, explain %s: a plain lead %.1f µs, one with three conflicts %.1f µs%n",
                    explain,
                    time(5_000, i -> rules.decide(plain, explain)) / 1e3,
                    time(5_000, i -> rules.decide(muddle, explain)) / 1e3);
        }
        rules.close();
    }

    /** Nanoseconds of one call: the median of rounds, after the compiler has settled. */
    private static double time(int loops, IntConsumer work) {
        List<Double> rounds = new ArrayList<>();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            long start = now();
            for (int i = 0; i < loops; i++) {
                work.accept(i);
            }
            rounds.add((now() - start) / (double) loops);
        }
        return median(rounds.subList(ROUNDS, 2 * ROUNDS));
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
