package dev.headwater.table;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers in as few digits as tell them from every other, so that a cell reads alike on every Java: {@link Double#toString}
 * does so from Java 19 on only.
 */
final class Digits {
    /** So many a number that Excel shows always has; with {@link #MOST}, each is told from every other. */
    private static final int LEAST = 15;

    private static final int MOST = 17;
    private static final int LONGEST = 21;

    private Digits() {}

    /** @param number finite, and no nearer to 0 than cells go (1E-307) */
    static BigDecimal of(double number) {
        BigDecimal exact = new BigDecimal(number);
        for (int digits = LEAST; digits < MOST; digits++) {
            BigDecimal shorter = exact.round(new MathContext(digits));
            if (shorter.doubleValue() == number) {
                return shorter.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MOST)).stripTrailingZeros();
    }

    /** In plain digits, without an exponent unless there were too many, and without the noise of binary fractions. */
    static String plain(double number) {
        BigDecimal few = of(number);
        return few.abs().compareTo(BigDecimal.ONE.movePointRight(LONGEST)) < 0 && few.scale() < LONGEST
                ? few.toPlainString()
                : few.toString();
    }
}
