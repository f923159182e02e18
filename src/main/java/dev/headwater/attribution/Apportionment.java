package dev.headwater.attribution;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Weights of any size as whole millionths that sum to exactly one million, by the largest-remainder method (Hamilton's):
 * each weight gets the whole part of its quota, and what is left over goes, one each, to the largest remainders; of equal
 * remainders the earlier comes first. No share is off its exact value by a millionth or more.
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
        List<BigInteger> whole = whole(weights);
        BigInteger sum = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() <= 0 || whole.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("weights are not negative, and not all zero: " + weights);
        }
        int[] shares = new int[whole.size()];
        List<BigInteger> remainders = new ArrayList<>();
        int left = Credit.WHOLE;
        for (int i = 0; i < shares.length; i++) {
            BigInteger[] quota =
                    whole.get(i).multiply(BigInteger.valueOf(Credit.WHOLE)).divideAndRemainder(sum);
            shares[i] = quota[0].intValueExact();
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
