package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MisspelledTest {
    private final Misspelled listed = new Misspelled();

    @Test
    void theWordWithTheFewestSlipsIsMeant() {
        listed.add("facebook");
        listed.add("facemask");
        assertThat(listed.nearest("facebok")).containsExactly("facebook");
        assertThat(listed.nearest("fakebonk")).isEmpty();
    }

    @Test
    void amongThousandsOfWordsAlikeNoneIsGuessed() {
        for (int i = 10_000; i < 12_000; i++) {
            listed.add("partner-" + i);
        }
        assertThat(listed.nearest("partner-1000")).isNotEmpty();
        listed.add("partner-99999");
        assertThat(listed.nearest("partner-1000")).isEmpty();
    }
}
