package dev.headwater.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApportionmentTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1000000",
        "0.001, 1000000",
        "1 1, 500000 500000",
        "1 1 1, 333334 333333 333333",
        "1 1 1 1 1 1, 166667 166667 166667 166667 166666 166666",
        "0 7 0, 0 1000000 0",
        "22.5 22.5 22.5 22.5 10, 225000 225000 225000 225000 100000",
        "1 2, 333333 666667",
        "0.4 0.2 0.4, 400000 200000 400000",
        "1 1000000000, 0 1000000"
    })
    void whatIsLeftOverGoesToTheLargestRemaindersTheEarliestFirst(String weights, String shares) {
        int[] given = Apportionment.of(
                Stream.of(weights.split(" ")).map(BigDecimal::new).toList());
        assertThat(given)
                .isEqualTo(
                        Stream.of(shares.split(" ")).mapToInt(Integer::parseInt).toArray());
    }

    @Test
    void nothingButWeightsIsSharedBy() {
        assertThatIllegalArgumentException().isThrownBy(() -> Apportionment.of(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> Apportionment.of(List.of(BigDecimal.ZERO)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Apportionment.of(List.of(BigDecimal.TEN, BigDecimal.ONE.negate())));
    }

    @Test
    void sharesSumToOneKeepTheirQuotaAndDoNotMindTheUnit() {
        Random random = new Random(1);
        for (int run = 0; run < 600; run++) {
            List<BigDecimal> weights = new ArrayList<>();
            for (int i = random.nextInt(60); i >= 0; i--) {
                weights.add(weight(random));
            }
            weights.add(BigDecimal.ONE);
            int[] shares = Apportionment.of(weights);
            assertThat(IntStream.of(shares).sum()).isEqualTo(Credit.WHOLE);
            BigDecimal sum = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            for (int i = 0; i < shares.length; i++) {
                BigDecimal exact = weights.get(i).multiply(BigDecimal.valueOf(Credit.WHOLE));
                BigDecimal off = exact.subtract(sum.multiply(BigDecimal.valueOf(shares[i])))
                        .abs();
                assertThat(off).isLessThan(sum);
            }
            List<BigDecimal> inAnotherUnit = weights.stream()
                    .map(weight -> weight.multiply(new BigDecimal("0.007")))
                    .toList();
            assertThat(Apportionment.of(inAnotherUnit)).isEqualTo(shares);
        }
    }

    @Test
    void equalWeightsDifferByAMillionthAtMost() {
        for (int n = 1; n < 200; n++) {
            int[] shares = Apportionment.of(Collections.nCopies(n, new BigDecimal("0.3")));
            assertThat(shares[0] - shares[n - 1]).isBetween(0, 1);
        }
    }

    private static BigDecimal weight(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> BigDecimal.ZERO;
            case 1 -> BigDecimal.valueOf(random.nextInt(100));
            case 2 -> new BigDecimal(random.nextDouble());
            default -> new BigDecimal(Math.pow(0.5, random.nextInt(900)));
        };
    }
}
