package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How text that people typed is made comparable. */
class LettersTest {

    @ParameterizedTest
    @CsvSource({
        "Google, google",
        "GÖÖGLE, google",
        "Straße, strasse",
        "Φίλος, φιλος",
        "Ещё, еще",
        "Йога, йога",
        "ｆｕｌｌ, full",
        "𝒢𝑜𝑜𝑔𝓁𝑒, google",
        "ﬁne, fine",
        "İzmir, izmir",
        "don’t, don't",
        "हिन्दी, हिन्दी",
        "한국, 한국"
    })
    void caseOrnamentAndLatinAccentsAreTaken(String text, String plain) {
        assertThat(Letters.plain(text)).isEqualTo(plain);
    }

    @Test
    void invisibleCharactersAreDroppedAndBlanksKept() {
        assertThat(Letters.plain("a\u200Bb\u00ADc\u202Ed\u0007e\nf\tg")).isEqualTo("abcde\nf\tg");
    }

    @Test
    void theQuickWayForPlainAsciiSaysTheSame() {
        for (char c = 0; c < 0x80; c++) {
            // A letter that is not ASCII sends the text the long way.
            assertThat(Letters.plain("x" + c + "x") + "e")
                    .as("U+%04X", (int) c)
                    .isEqualTo(Letters.plain("x" + c + "x" + "é"));
        }
    }

    @Test
    void onlyLettersAndDigitsMakeAKey() {
        assertThat(Letters.only(" Trade–Show, № 1! ")).isEqualTo("tradeshowno1");
        assertThat(Letters.only("...")).isEmpty();
        assertThat(Letters.only("a".repeat(2_001))).isEmpty();
    }
}
