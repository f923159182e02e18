package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How slips of the finger are counted, and which are forgiven. */
class TypoTest {

    @ParameterizedTest
    @CsvSource({
        "google, google, 0",
        "gogle, google, 1",
        "gooogle, google, 1",
        "goggle, google, 1",
        "googel, google, 1",
        "freind, friend, 1",
        "gogel, google, 2",
        "reccomendation, recommendation, 2",
        "abcdef, google, 3",
        "a, google, 3"
    })
    void aLetterMissingTooManyWrongOrSwappedIsOneSlip(String typed, String meant, int slips) {
        assertThat(Typo.slips(typed, meant, 2)).isEqualTo(slips);
        assertThat(Typo.slips(meant, typed, 2)).isEqualTo(slips);
    }

    @ParameterizedTest
    @CsvSource({
        "gogle, google",
        "googlee, google",
        "quroa, quora",
        "quorra, quora",
        "reccomendation, recommendation",
        "reccomendatoin, ''",
        "quota, ''", // a wrong letter in five
        "quor, ''", // too short
        "boogle, ''", // the first letter
        "gogel, ''", // two slips in six letters
        "bing, ''",
        "bingo, ''"
    })
    void onlySlipsInLongWordsAreForgiven(String typed, String meant) {
        Misspelled listed = new Misspelled();
        List.of("google", "quora", "recommendation", "bing").forEach(listed::add);
        assertThat(String.join(",", listed.nearest(typed))).isEqualTo(meant);
    }

    @Test
    void wordsThatAreAsNearAsEachOtherAreAllGiven() {
        Misspelled listed = new Misspelled();
        List.of("webinar", "weminars", "google").forEach(listed::add);
        assertThat(listed.nearest("weminar")).containsExactlyInAnyOrder("webinar", "weminars");
    }
}
