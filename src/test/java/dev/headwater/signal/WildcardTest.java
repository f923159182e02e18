package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.table.CellAddress;
import dev.headwater.table.CellGrammar;
import dev.headwater.table.Condition;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way to hold a wildcard against a text, which must say what the cell grammar says. */
class WildcardTest {

    @ParameterizedTest
    @CsvSource({
        "/blog/*, /blog/x, true",
        "/blog/*, /blog/, true",
        "/blog/*, /blog, false",
        "*-demo, book-a-demo, true",
        "*-demo, demo, false",
        "a*a, a, false",
        "a*a, aa, true",
        "*b*b*, b, false",
        "*b*b*, xbxbx, true",
        "a*bc*c, abc, false",
        "a**c, abc, true"
    })
    void aStarIsAnyTextAndNoneButNoneTwice(String cell, String text, boolean fits) {
        assertThat(Wildcard.of(cell).orElseThrow().test(text)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "a*, b*", "\"a*b\"", "matches a*", "“a*”"})
    void whatIsMoreThanOneWildcardIsLeftToTheGrammar(String cell) {
        assertThat(Wildcard.of(cell)).isEmpty();
    }

    @Test
    void itAgreesWithTheCellGrammar() {
        Random random = new Random(11);
        CellGrammar grammar = new CellGrammar(List.of());
        CellAddress nowhere = new CellAddress("x.csv", "", 0, 1);
        int fitting = 0;
        for (int i = 0; i < 20_000; i++) {
            String cell = text(random, "ab-/ *", 1 + random.nextInt(6));
            String text = Text.fold(text(random, "ab-/ ", random.nextInt(8)));
            Condition condition =
                    cell.isBlank() ? null : grammar.textCondition(cell, "path", nowhere, new ArrayList<>());
            if (condition instanceof Condition.Like like) {
                boolean fits = like.test(text);
                fitting += fits ? 1 : 0;
                assertThat(Wildcard.of(like.written()).orElseThrow().test(text))
                        .as("\"%s\" against \"%s\"", cell, text)
                        .isEqualTo(fits);
            }
        }
        assertThat(fitting).isGreaterThan(300);
    }

    private static String text(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
