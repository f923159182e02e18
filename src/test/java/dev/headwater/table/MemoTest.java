package dev.headwater.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void aQuestionThatComesAgainIsWorkedOutOnce() {
        Memo<String, Integer> lengths = new Memo<>(8);

        assertThat(lengths.answer("paid", this::length)).isEqualTo(4);
        assertThat(lengths.answer(new String("paid"), this::length)).isEqualTo(4);

        assertThat(asked).containsExactly("paid");
    }

    @Test
    void ofQuestionsThatShareAPlaceEachGetsItsOwnAnswer() {
        Memo<String, Integer> lengths = new Memo<>(1);

        assertThat(lengths.answer("paid", this::length)).isEqualTo(4);
        assertThat(lengths.answer("organic", this::length)).isEqualTo(7);
        assertThat(lengths.answer("paid", this::length)).isEqualTo(4);

        assertThat(asked).containsExactly("paid", "organic", "paid");
    }

    @Test
    void whatFailsIsAskedAgain() {
        Memo<String, Integer> numbers = new Memo<>(8);

        assertThatThrownBy(() -> numbers.answer("x", this::number)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> numbers.answer("x", this::number)).isInstanceOf(NumberFormatException.class);

        assertThat(asked).containsExactly("x", "x");
    }

    @Test
    void questionsWithANegativeHashHaveAPlaceToo() {
        Memo<Integer, Integer> same = new Memo<>(7);

        assertThat(IntStream.rangeClosed(-1_000, 1_000).boxed().map(number -> same.answer(number, itself -> itself)))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(-1_000, 1_000).boxed().toList());
    }

    private int length(String text) {
        asked.add(text);
        return text.length();
    }

    private int number(String text) {
        asked.add(text);
        return Integer.parseInt(text);
    }
}
