package dev.headwater.attribution;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A whole number of units, such as a million or the cents of a deal, shared out by weights of any size, by the
 * largest-remainder method (Hamilton's): each weight gets the whole part of its quota, and what is left over goes, one each,
 * to the largest remainders; of equal remainders the earlier comes first. The shares sum to exactly the whole, and none is
 * off its exact value by a unit or more.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Quota_method">The largest remainder method</a>
 */
final class Apportionment {
    private Apportionment() {}

    /**
     * Shares out one million.
     *
     * @param weights none negative, at least one of them positive
     * @throws IllegalArgumentException if they are not
     */
    static int[] of(List<BigDecimal> weights) {
        return LongStream.of(of(weights, Credit.WHOLE))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /**
     * Shares out any whole.
     *
     * @param weights none negative, at least one of them positive
     * @param units how many there are to share, 0 or more
     * @throws IllegalArgumentException if they are not
     */
    static long[] of(List<BigDecimal> weights, long units) {
        List<BigInteger> whole = whole(weights);
        BigInteger sum = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() <= 0 || whole.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("weights are not negative, and not all zero: " + weights);
        }
        long[] shares = new long[whole.size()];
        List<BigInteger> remainders = new ArrayList<>();
        long left = units;
        for (int i = 0; i < shares.length; i++) {
            BigInteger[] quota =
                    whole.get(i).multiply(BigInteger.valueOf(units)).divideAndRemainder(sum);
            shares[i] = quota[0].longValueExact();
            left -= shares[i];
            remainders.add(quota[1]);
        }
        List<Integer> largestFirst = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            largestFirst.add(i);
        }
        largestFirst.sort(Comparator.comparing(remainders::get).reversed());
        for (int i = 0; i < left; i++) {
            shares[largestFirst.get(i)]++;
        }
        return shares;
    }

    /** The weights multiplied by the power of ten that makes them whole, so that nothing is rounded before the end. */
    private static List<BigInteger> whole(List<BigDecimal> weights) {
        int decimals = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        return weights.stream()
                .map(weight ->
                        weight.setScale(Math.max(decimals, weight.scale())).unscaledValue())
                .toList();
    }
}
