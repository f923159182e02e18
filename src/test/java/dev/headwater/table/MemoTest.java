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
        Memo<String, Integer> lengths = new Memo<>(8, this::length);

        assertThat(lengths.answer("paid")).isEqualTo(4);
        assertThat(lengths.answer(new String("paid"))).isEqualTo(4);

        assertThat(asked).containsExactly("paid");
    }

    @Test
    void ofQuestionsThatShareAPlaceEachGetsItsOwnAnswer() {
        Memo<String, Integer> lengths = new Memo<>(1, this::length);

        assertThat(lengths.answer("paid")).isEqualTo(4);
        assertThat(lengths.answer("organic")).isEqualTo(7);
        assertThat(lengths.answer("paid")).isEqualTo(4);

        assertThat(asked).containsExactly("paid", "organic", "paid");
    }

    @Test
    void whatFailsIsAskedAgain() {
        Memo<String, Integer> numbers = new Memo<>(8, text -> {
            asked.add(text);
            return Integer.parseInt(text);
        });

        assertThatThrownBy(() -> numbers.answer("x")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> numbers.answer("x")).isInstanceOf(NumberFormatException.class);

        assertThat(asked).containsExactly("x", "x");
    }

    @Test
    void questionsWithANegativeHashHaveAPlaceToo() {
        Memo<Integer, Integer> same = new Memo<>(7, number -> number);

        assertThat(IntStream.rangeClosed(-1_000, 1_000).boxed().map(same::answer))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(-1_000, 1_000).boxed().toList());
    }

    private int length(String text) {
        asked.add(text);
        return text.length();
    }
}
