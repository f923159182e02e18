package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.headwater.lead.SelfReport;
import dev.headwater.signal.Heard.Abstained;
import dev.headwater.signal.Heard.Named;
import dev.headwater.signal.Heard.Why;
import dev.headwater.table.Flaw;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of answers to "How did you hear about us?": how phrases are found, denied, and weighed. */
class SelfReportsTest {
    private static final SelfReports SHIPPED =
            SelfReports.of(Objects.requireNonNull(ShippedLists.LISTS.get("self-reports")), new ArrayList<>());

    /** A list small enough to see why each answer comes out as it does. */
    private static final SelfReports SMALL = read(
            "google | Google | search | | Google Ads |",
            "google maps | Google Maps | search | | |",
            "google analytics | | no answer | | |",
            "bing | Bing | search | | |",
            "quora | Quora | social | | |",
            "tik tok | TikTok | social | | |",
            "facebook | Facebook | social | | Meta Ads |",
            "search engine | Search engine | search | organic | | general",
            "trade show | Trade show | event | offline | | general",
            "conference | Conference | event | offline | | general",
            "friend | Word of mouth | word of mouth | offline | | general",
            "recommended | Word of mouth | word of mouth | offline | | general, weak",
            "ami | Word of mouth | word of mouth | offline | | general",
            "foire | Trade show | event | offline | | general, exact",
            "claude | Claude | ai | | | alone",
            "百度 | Baidu | search | | |",
            "ad | | ad | | |",
            "not | | negation | | |",
            "n/a | | no answer | | |",
            "internet | | no answer | | |",
            "but | | contrast | | |",
            "or | | joiner | | |",
            "mostly | | mainly | | |",
            "then | | then | | |",
            "after | | after | | |",
            "looking for | | wanted | | |",
            "we use | | wanted | | |",
            "integration | | thing | | |",
            "from | | filler | | |",
            "a | | article | | |",
            "on | | filler | | |");

    @ParameterizedTest
    @CsvSource({
        "google, google",
        "GOOGLE!, google",
        "'I think, google it was', google",
        "google maps, google-maps",
        "google-maps, google-maps",
        "google: maps, google",
        "www.google.com, google",
        "https://www.google.com/search?q=bing, google",
        "l'ami, word-of-mouth",
        "在百度上看到, baidu"
    })
    void aPhraseIsFoundWordByWordTheLongestFirst(String answer, String source) {
        assertThat(small(answer)).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"googleplex", "bingo", "binge", "amigo", "friendship is magic", "ad", "me@google.com", "quor a"})
    void aPhraseWithinAnotherWordIsNotFound(String answer) {
        assertThat(small(answer)).isEqualTo("nothing");
    }

    @Test
    void aLongerPhraseThatSaysNothingKeepsAShorterOneQuiet() {
        assertThat(why("google analytics")).isEqualTo(Why.NO_ANSWER);
        assertThat(small("google analytics, and then google")).isEqualTo("google");
    }

    @ParameterizedTest
    @CsvSource({
        "gogle, google",
        "googel, google",
        "gooooogle, google",
        "googlle, google",
        "facebok, facebook",
        "conferance, conference",
        "freind, word-of-mouth",
        "tiktok, tiktok",
        "face book, facebook",
        "searchengine, search-engine"
    })
    void aSlipOfTheFingerIsForgivenInALongWord(String answer, String source) {
        assertThat(small(answer)).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quota", // a wrong letter in a short word makes another word
                "oogle", // the first letter is right
                "boogle",
                "bong",
                "foires", // listed as exact
                "goolge maqs analytics x1",
                "facts"
            })
    void aSlipThatMakesAnotherWordIsNotForgiven(String answer) {
        assertThat(small(answer)).isIn("nothing", "google");
        assertThat(small(answer)).isEqualTo(answer.startsWith("goolge") ? "google" : "nothing");
    }

    @Test
    void aListedWordIsNeverASlipOfAnother() {
        SelfReports reports = read("reddit | Reddit | social", "reddir | Redirect | site", "reddis | | filler");
        assertThat(source(reports, "reddit")).isEqualTo("reddit");
        assertThat(source(reports, "reddir")).isEqualTo("redirect");
        assertThat(source(reports, "reddis")).isEqualTo("nothing");
        // One slip from both of them, and so neither.
        assertThat(source(reports, "reddix")).isEqualTo("nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "not google, nothing",
        "google? not, google",
        "not from google, nothing",
        "google not, nothing",
        "not google or bing, nothing",
        "not google but bing, bing",
        "'not google, bing', bing",
        "google not bing, google",
        "not a friend but google, google",
        "'not a, google', google"
    })
    void aNegationReachesWhatItDenies(String answer, String source) {
        assertThat(small(answer)).isEqualTo(source);
    }

    @Test
    void whyAnAnswerIsLeftOpenIsSaid() {
        assertThat(why("n/a")).isEqualTo(Why.NO_ANSWER);
        assertThat(why("not google")).isEqualTo(Why.DENIED);
        assertThat(why("an ad")).isEqualTo(Why.SOME_AD);
        assertThat(why("google or bing")).isEqualTo(Why.SEVERAL);
        assertThat(why("Dreamforce")).isEqualTo(Why.NOT_LISTED);
        assertThat(why("?")).isEqualTo(Why.NOT_LISTED);
        assertThat(why("google ".repeat(500))).isEqualTo(Why.TOO_LONG);
        assertThat(((Abstained) SMALL.hear(new SelfReport("google or bing"))).text())
                .isEqualTo("the answer names several sources: Google, Bing");
    }

    @ParameterizedTest
    @CsvSource({
        "a friend and google, nothing",
        "google google google, google",
        "mostly google or bing, google",
        "'google mostly, bing', google",
        "google then bing, google",
        "google after a friend, word-of-mouth",
        "after a friend google, word-of-mouth",
        "then google or bing, nothing",
        "search engine google, google",
        "'search engine (google, bing)', search-engine",
        "'google, bing', nothing",
        "trade show / conference, trade-show",
        "search engine / conference, nothing",
        "recommended on google, google",
        "recommended, word-of-mouth",
        "a friend recommended, word-of-mouth"
    })
    void ofSeveralSourcesOneCountsOnlyWhereItClearlyDoes(String answer, String source) {
        assertThat(small(answer)).isEqualTo(source);
    }

    @Test
    void allThatIsNamedIsTold() {
        assertThat(SMALL.hear(new SelfReport("google, then a friend, not bing")).mentioned())
                .extracting(recognised -> recognised.source().id())
                .containsExactly("google", "word-of-mouth");
    }

    @ParameterizedTest
    @CsvSource({
        "ad on google, google-ads, paid",
        "google ad, google-ads, paid",
        "facebook ad, meta-ads, paid",
        "not an ad on google, nothing, -",
        "not an ad but google, google, -",
        "'an ad. google', google, -",
        "bing ad, bing, -"
    })
    void anAdBesideASourceMakesItPaid(String answer, String source, String mediumClass) {
        assertThat(small(answer)).isEqualTo(source);
        if (SMALL.hear(new SelfReport(answer)) instanceof Named named) {
            assertThat(String.valueOf(named.recognised().mediumClass()))
                    .isEqualTo(mediumClass.equals("-") ? "null" : mediumClass);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "looking for google, nothing",
        "looking for a friend, nothing",
        "looking for a google or a bing, nothing",
        "looking for you on google, google",
        "'looking for a tool, google', google",
        "we use google from a friend, word-of-mouth",
        "google integration, nothing",
        "google integration from bing, bing",
        "integration google, google",
        "'google, integration', google"
    })
    void whatTheLeadWantsOrDoesIsNoSource(String answer, String source) {
        assertThat(small(answer)).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert('google')</script>",
                "<b>google</b>",
                "{{google}}",
                "${google}",
                "javascript:alert(google)",
                "=HYPERLINK(google)",
                "' OR 'google'='google'",
                "google'; --"
            })
    void codeIsNoAnswer(String answer) {
        assertThat(why(answer)).isEqualTo(Why.CODE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"google <3", "google :)", "google -- twice", "(google)", "google = best", "I'm sure: google"})
    void signsThatPeopleTypeAreNotCode(String answer) {
        assertThat(small(answer)).isEqualTo("google");
    }

    @ParameterizedTest
    @CsvSource({"claude, claude", "from claude!, claude", "'google, claude', nothing", "claude dupont, nothing"})
    void aWordThatIsAlsoANameCountsOnlyByItself(String answer, String source) {
        assertThat(small(answer)).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202Egoogle\u202C",
                "goo\u200Bgle",
                "go\u00ADogle",
                "ＧＯＯＧＬＥ",
                "𝓖𝓸𝓸𝓰𝓵𝓮",
                "go\u0301og\u0327le",
                "\uFEFFgoogle\u0000",
                "\u0007g\u0001oogle",
                "google\uD800"
            })
    void invisibleAndOrnamentalLettersDoNotHideABrand(String answer) {
        assertThat(small(answer)).isEqualTo("google");
    }

    @ParameterizedTest
    @MethodSource("dev.headwater.signal.Hostile#texts")
    void noAnswerMakesItFailOrTakeLong(String answer) {
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            assertThatCode(() -> SHIPPED.hear(new SelfReport(answer))).doesNotThrowAnyException();
        });
    }

    @Test
    void theLongestAnswersThatAreReadTakeLittle() {
        List<String> worst = List.of(
                "not google or ".repeat(142),
                "ai ".repeat(666),
                "after then mostly google bing ".repeat(66),
                "recomendatiom ".repeat(142),
                "百度".repeat(1_000),
                "qu'l'l'l'".repeat(220));
        worst.forEach(answer -> SHIPPED.hear(new SelfReport(answer)));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 20; i++) {
                worst.forEach(answer -> SHIPPED.hear(new SelfReport(answer)));
            }
        });
    }

    @Test
    void whatIsWrongWithARowIsToldAtItsCell() {
        List<Flaw> flaws = new ArrayList<>();
        SelfReports.of(
                ListText.of(
                        "self-reports",
                        "phrase | source | category | how",
                        "... | Google | search |",
                        "google | | search |",
                        "not | Google | negation |",
                        "bing | Bing | search | genral",
                        "a b c d e f g h i j k l m n o p q | Bing | search |",
                        "Tik-Tok | TikTok | social |",
                        "tik tok | Facebook | social |"),
                flaws);
        assertThat(flaws)
                .extracting(Flaw::toString)
                .containsExactly(
                        "rules/lists/self-reports.csv, cell A2: No phrase stands here.\n"
                                + "  A phrase needs a letter or a digit",
                        "rules/lists/self-reports.csv, cell B3: No source stands here.\n"
                                + "  Write the name that people shall see, such as \"Trade show\"",
                        "rules/lists/self-reports.csv, cell B4: A source stands beside the category \"negation\", which"
                                + " has none.\n  Empty this cell, or write the source's category",
                        "rules/lists/self-reports.csv, cell D5: \"genral\" is not known in the column \"how\"."
                                + " Did you mean \"general\"?\n  It takes: general, weak, alone, exact",
                        "rules/lists/self-reports.csv, cell A6: A phrase of 17 words stands here; at most 16 are looked"
                                + " for.\n  Keep the words that matter",
                        "rules/lists/self-reports.csv, cell A8: \"tik tok\" is the same as \"Tik-Tok\" in cell A7, but"
                                + " points to something else.\n  Keep the row that is right");
    }

    private static String small(String answer) {
        return source(SMALL, answer);
    }

    private static String source(SelfReports reports, String answer) {
        return reports.hear(new SelfReport(answer)) instanceof Named named
                ? named.recognised().source().id()
                : "nothing";
    }

    private static Why why(String answer) {
        return ((Abstained) SMALL.hear(new SelfReport(answer))).why();
    }

    private static SelfReports read(String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        SelfReports reports = SelfReports.of(
                ListText.of("self-reports", "phrase | source | category | medium class | paid source | how", rows),
                flaws);
        assertThat(flaws).isEmpty();
        return reports;
    }
}
