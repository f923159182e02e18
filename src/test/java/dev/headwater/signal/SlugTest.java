package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The ID that follows from a name. */
class SlugTest {

    @ParameterizedTest
    @CsvSource({
        "SaaStr 2026, saastr-2026",
        "Google Ads, google-ads",
        "' Google   Ads! ', google-ads",
        "Word of mouth, word-of-mouth",
        "Mom's Friends, moms-friends",
        "AT&T, at-t",
        "Müller & Söhne, muller-sohne",
        "Straße, strasse",
        "Ørsted, orsted",
        "Łódź, lodz",
        "İstanbul, istanbul",
        "ＧＯＯＧＬＥ, google",
        "Яндекс, яндекс",
        "Йога, йога",
        "百度, 百度",
        "नमस्ते, नमस्ते",
        "한국어, 한국어",
        "ガイド, ガイド"
    })
    void aNameBecomesLowerCaseWordsWithHyphensBetween(String name, String slug) {
        assertThat(Slug.of(name)).isEqualTo(slug);
    }

    @Test
    void aPlusSignMakesAnotherName() {
        assertThat(Slug.of("Google+")).isEqualTo("google-plus").isNotEqualTo(Slug.of("Google"));
    }

    @Test
    void namesThatAreNotTheSameKeepDifferentIds() {
        assertThat(Slug.of("SaaStr 2026")).isNotEqualTo(Slug.of("SaaStr 2025"));
        assertThat(Slug.of("и")).isNotEqualTo(Slug.of("й"));
        assertThat(Slug.of("🎉")).isNotEqualTo(Slug.of("🤷"));
    }

    @Test
    void aSlugOfASlugIsTheSame() {
        assertThat(Slug.of(Slug.of("Café Noir, 3e étage"))).isEqualTo("cafe-noir-3e-etage");
    }

    @Test
    void aNameWithoutLettersStillHasAnId() {
        assertThat(Slug.of("🎉")).isEqualTo("u-1f389");
        assertThat(Slug.of(" ")).isEqualTo("unnamed");
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        assertThat(Slug.of("𝒳 ".repeat(90) + "end"))
                .hasSizeLessThanOrEqualTo(100)
                .doesNotEndWith("-");
        assertThat(Slug.of("a".repeat(99) + "\uD840\uDC00")).isEqualTo("a".repeat(99));
    }

    @ParameterizedTest
    @MethodSource("dev.headwater.signal.Hostile#texts")
    void anySlugIsShortAndHasNothingInvisibleInIt(String name) {
        assertThat(Slug.of(name)).isNotEmpty().hasSizeLessThanOrEqualTo(100).matches("[\\p{L}\\p{N}\\p{M}-]+");
    }
}
