package dev.headwater.signal;

import static dev.headwater.signal.Leads.signals;
import static dev.headwater.signal.Leads.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.lead.CampaignTags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Google Analytics would call a visit: each case with a near miss beside it. */
class AnalyticsViewTest {

    @ParameterizedTest
    @CsvSource({
        "utm_source=Facebook&utm_medium=CPC, facebook / cpc / social",
        "utm_source=fb-ads, fb-ads / (not set) / -",
        "utm_medium=cpc, (not set) / cpc / -",
        "utm_campaign=spring, (not set) / (not set) / -",
        "utm_term=shoes, (direct) / (none) / -",
        "utm_source=(direct)&utm_medium=(none), (direct) / (none) / -",
        "gclid=x, google / cpc / search",
        "gclid=x&utm_source=facebook&utm_medium=social, google / cpc / search",
        "gbraid=x, google / cpc / search",
        "dclid=x, google / display / search",
        "srsltid=x, (direct) / (none) / -",
        "msclkid=x, (direct) / (none) / -",
        "fbclid=x, (direct) / (none) / -",
    })
    void aTaggedOrClickedLink(String query, String expected) {
        assertThat(seen(signals(visit("https://acme.example/?" + query, null)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.google.co.uk/, google / organic / search",
        "https://google.evil.com/, google.evil.com / referral / -",
        "https://m.facebook.com/story, m.facebook.com / referral / social",
        "https://facebook.evil.com/, facebook.evil.com / referral / -",
        "https://www.youtube.com/watch, youtube.com / referral / video",
        "https://chatgpt.com/, chatgpt.com / ai-assistant / -",
        "https://blog.example.org/post, blog.example.org / referral / -",
        "https://www.acme.example/blog, (direct) / (none) / -",
        "https://www.paypal.com/checkout, (direct) / (none) / -",
    })
    void anUntaggedLinkOnAPage(String referrer, String expected) {
        assertThat(seen(signals(visit("https://acme.example/", referrer)))).isEqualTo(expected);
    }

    @Test
    void aClickOnABingAdCountsAsASearchWhereNothingButItsClickIdSaysOtherwise() {
        assertThat(seen(signals(visit("https://acme.example/?msclkid=x", "https://www.bing.com/"))))
                .isEqualTo("bing / organic / search");
    }

    @Test
    void aLeadWithoutAVisitHasNone() {
        assertThat(seen(signals(visit(null, null)))).isEqualTo("- / - / -");
    }

    @Test
    void tagsThatAnAppTellsCountLikeThoseOfALink() {
        CampaignTags tags = new CampaignTags("Newsletter", "E-Mail", null, null, null, null);
        Signals signals = signals(visit(null, null, tags));
        assertThat(seen(signals)).isEqualTo("newsletter / e-mail / -");
        assertThat(signals.value(Signal.UTM_SOURCE)).isEqualTo("newsletter");
        assertThat(signals.value(Signal.UTM_MEDIUM)).isEqualTo("e-mail");
    }

    private static String seen(Signals signals) {
        return or(signals, Signal.GA_SOURCE) + " / " + or(signals, Signal.GA_MEDIUM) + " / "
                + or(signals, Signal.GA_SOURCE_CATEGORY);
    }

    private static Object or(Signals signals, String key) {
        Object value = signals.value(key);
        return value == null ? "-" : value;
    }
}
