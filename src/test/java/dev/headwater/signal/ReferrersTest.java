package dev.headwater.signal;

import static dev.headwater.signal.Leads.from;
import static dev.headwater.signal.Leads.referrer;
import static dev.headwater.signal.Leads.signals;
import static dev.headwater.signal.Leads.told;
import static dev.headwater.signal.Leads.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.EvidenceKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which page a visit came from: each recognised one with a near miss beside it. */
class ReferrersTest {

    @ParameterizedTest
    @CsvSource({
        // search engines, and what only looks like one
        "https://www.google.com/search?q=x, google / search / organic",
        "https://www.google.co.uk/, google / search / organic",
        "https://news.google.co.uk/, google-news / search / organic",
        "https://google.evil.com/, google-evil-com / site / referral",
        "https://google.com.evil.co/, google-com-evil-co / site / referral",
        "https://evilgoogle.com/, evilgoogle-com / site / referral",
        "https://google.blogspot.com/, google-blogspot-com / site / referral",
        "https://www.google.fr/imgres?imgurl=x, google-images / search / organic",
        "https://www.google.fr/imgresult, google / search / organic",
        "https://docs.google.com/document/d/1, google-docs / site / referral",
        "https://some.google.com/, some-google-com / site / referral",
        "https://cn.bing.com/search, bing / search / organic",
        "https://a.b.bing.com/search, a-b-bing-com / site / referral",
        "https://www.bing.com/images/search?q=x, bing-images / search / organic",
        "https://www.bing.com/chat, copilot / ai / referral",
        "https://es.search.yahoo.com/search;_ylt=A?p=x, yahoo / search / organic",
        "https://de.yahoo.com/, yahoo / search / organic",
        "https://sports.yahoo.com/, sports-yahoo-com / site / referral",
        "https://html.duckduckgo.com/html, duckduckgo / search / organic",
        "https://spreadprivacy.duckduckgo.com/, spreadprivacy-duckduckgo-com / site / referral",
        "https://duckduckgo.com/, duckduckgo / search / organic",
        "android-app://com.google.android.googlequicksearchbox/, google / search / organic",
        "https://www.googleadservices.com/pagead/aclk?x=1, google-ads / search / cpc",
        "https://www.google.de/aclk?x=1, google-ads / search / cpc",
        "https://s3-us3.ixquick.com/do/search, ixquick / search / organic",
        "https://it.images.search.yahoo.com/images/view;_ylt=A0?back=x, yahoo-images / search / organic",
        // AI assistants
        "https://chatgpt.com/, chatgpt / ai / referral",
        "https://chatgpt.com.example/, chatgpt-com-example / site / referral",
        "https://www.perplexity.ai/search/x, perplexity / ai / referral",
        "https://gemini.google.com/app, gemini / ai / referral",
        "https://x.com/i/grok?x=1, grok / ai / referral",
        "https://x.com/i/grokking, x / social / referral",
        // social networks
        "https://t.co/abc, x / social / referral",
        "https://microsoft.co/, microsoft-co / site / referral",
        "https://netflix.com/, netflix / video / referral",
        "https://l.facebook.com/l.php?u=x, facebook / social / referral",
        "https://notfacebook.com/, notfacebook-com / site / referral",
        "https://someone.tumblr.com/, tumblr / social / referral",
        "https://old.reddit.com/r/x, reddit / social / referral",
        "android-app://com.linkedin.android/, linkedin / social / referral",
        "https://teams.microsoft.com/, microsoft-teams / social / referral",
        // video, shopping
        "https://m.youtube.com/watch?v=x, youtube / video / referral",
        "https://www.amazon.de/dp/1, amazon / shopping / referral",
        "https://aws.amazon.com/, amazon-web-services / site / referral",
        "https://amazon.evil.com/, amazon-evil-com / site / referral",
        // mail
        "https://mail.google.com/mail/u/0/, gmail / email / email",
        "android-app://com.google.android.gm/, gmail / email / email",
        "https://outlook.live.com/, outlook / email / email",
        "https://co106w.col106.mail.live.com/x, outlook / email / email",
        "https://deref-gmx.net/mail/, gmx-mail / email / email",
        "https://urldefense.com/v3/x, proofpoint / email / email",
        "https://eur02.safelinks.protection.outlook.com/?url=x, outlook / email / email",
        // what is no source of anything
        "https://accounts.google.com/o/oauth2, google-sign-in / sign-on / -",
        "https://login.microsoftonline.com/x, microsoft-sign-in / sign-on / -",
        "https://acme.okta.com/, okta / sign-on / -",
        "https://www.okta.com/blog, okta-com / site / referral",
        "https://www.facebook.com/dialog/oauth?x=1, facebook-login / sign-on / -",
        "https://checkout.stripe.com/pay, stripe / payment / -",
        "https://www.paypal.com/, paypal / payment / -",
        "https://notpaypal.com/, notpaypal-com / site / referral",
        "https://semalt.semalt.com/, semalt-semalt-com / spam / -",
        "https://notsemalt.com/, notsemalt-com / site / referral",
        "https://docs.acme.example/, docs-acme-example / own / -",
        "https://acme.example.evil.com/, acme-example-evil-com / site / referral",
        "http://localhost:3000/, localhost / internal / -",
        // others
        "https://en.m.wikipedia.org/wiki/X, wikipedia / site / referral",
        "https://notwikipedia.org/, notwikipedia-org / site / referral",
        "https://www.markosaric.com/, markosaric-com / site / referral",
        "android-app://com.unknown.app/, com-unknown-app / app / referral",
        "http://192.0.2.7/, 192-0-2-7 / site / referral",
        "google, google / search / organic",
    })
    void aReferrerIsRecognisedByItsHostAndNoOtherIs(String url, String told) {
        assertThat(referrer(url)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"about:blank", "(direct)", "direct", "null", "-", "no words that anybody knows", "file:///x.html"
            })
    void whatIsNoPageIsNoReferrer(String url) {
        assertThat(referrer(url)).isEqualTo("nothing");
    }

    @Test
    void ourOwnDomainIsKnownByTheLandingPageToo() {
        Signals own = signals(visit("https://app.shop.co.uk/start", "https://www.shop.co.uk/"));
        assertThat(own.value(Signal.REFERRER_CATEGORY)).isEqualTo("own");
        Signals neighbour = signals(visit("https://app.shop.co.uk/start", "https://www.other.co.uk/"));
        assertThat(neighbour.value(Signal.REFERRER_CATEGORY)).isEqualTo("site");
        Signals tenant = signals(visit("https://one.github.io/", "https://two.github.io/"));
        assertThat(tenant.value(Signal.REFERRER_CATEGORY)).isEqualTo("site");
    }

    @Test
    void aPageThatCustomersCannotReachIsInternal() {
        assertThat(signals(visit("http://localhost:8080/", null)).value(Signal.INTERNAL))
                .isEqualTo(true);
        assertThat(signals(visit("http://192.168.1.4/", null)).value(Signal.INTERNAL))
                .isEqualTo(true);
        assertThat(from("http://localhost/").value(Signal.INTERNAL)).isEqualTo(true);
        assertThat(from("https://www.google.com/").value(Signal.INTERNAL)).isEqualTo(false);
        // A customer's own intranet is a page like any other.
        assertThat(from("http://192.168.1.4/wiki").value(Signal.INTERNAL)).isEqualTo(false);
    }

    @Test
    void anUnlistedSiteOfAKnownOwnerKeepsTheOwnersNetworkSoThatItsClickIdsAreNotForeign() {
        Evidence site = evidence(from("https://some.google.com/"));
        assertThat(site.network()).isEqualTo("google");
        assertThat(evidence(from("https://some.example.com/")).network()).isNull();
    }

    @Test
    void theRawReferrerIsKeptBesideWhatItMeans() {
        Evidence evidence = evidence(from(" HTTPS://WWW.Google.com/search?q=Shoes"));
        assertThat(evidence.value()).isEqualTo("HTTPS://WWW.Google.com/search?q=Shoes");
    }

    @Test
    void aReferrerAloneIsAVisit() {
        assertThat(signals(visit(null, "https://www.google.com/")).value(Signal.VISIT))
                .isEqualTo(true);
        assertThat(signals(visit(null, null)).value(Signal.VISIT)).isEqualTo(false);
    }

    private static Evidence evidence(Signals signals) {
        assertThat(told(signals, EvidenceKind.REFERRER)).isNotEqualTo("nothing");
        return signals.evidence().get(0);
    }
}
