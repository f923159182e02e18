package dev.headwater.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {
    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "100, 100",
        "-0.0, 0",
        "4479111234567890, 4479111234567890",
        "0.30000000000000004, 0.30000000000000004",
        "1234567890123456768, 1234567890123456800",
        "2E-3, 0.002",
        "1E20, 100000000000000000000",
        "2E23, 2E+23",
        "1E-30, 1E-30"
    })
    void aNumberIsToldInNoMoreDigitsThanItNeedsWhateverTheJava(double number, String told) {
        assertThat(Digits.plain(number)).isEqualTo(told);
    }

    @Test
    void whatIsToldIsReadAsTheSameNumberAgain() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(Digits.plain(number))).isEqualTo(number);
                assertThat(Digits.of(number).precision())
                        .isLessThanOrEqualTo(new BigDecimal(Double.toString(number)).precision());
            }
        }
    }
}
