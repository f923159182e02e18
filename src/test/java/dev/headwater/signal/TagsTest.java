package dev.headwater.signal;

import static dev.headwater.signal.Leads.landing;
import static dev.headwater.signal.Leads.signals;
import static dev.headwater.signal.Leads.tags;
import static dev.headwater.signal.Leads.told;
import static dev.headwater.signal.Leads.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.lead.CampaignTags;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Campaign tags: who they name, what they carry, and what says nothing. */
class TagsTest {

    @ParameterizedTest
    @CsvSource({
        // a source and its paid twin
        "utm_source=google&utm_medium=cpc, google-ads / search / cpc",
        "utm_source=google&utm_medium=organic, google / search / organic",
        "utm_source=google, google / search / -",
        "utm_source=Google%20Ads&utm_medium=PPC, google-ads / search / ppc",
        "utm_source=facebook&utm_medium=paid_social, meta-ads / social / paid_social",
        "utm_source=facebook&utm_medium=social, facebook / social / social",
        "utm_source=ig&utm_medium=retargeting, meta-ads / social / retargeting",
        "utm_source=youtube&utm_medium=cpv, youtube-ads / video / cpv",
        "utm_source=youtube&utm_medium=video, youtube / video / video",
        "utm_source=bing&utm_medium=cpc, microsoft-ads / search / cpc",
        "utm_source=linkedin&utm_medium=sponsored, linkedin-ads / social / sponsored",
        "utm_source=amazon&utm_medium=cpc, amazon-ads / shopping / cpc",
        "utm_source=google&utm_medium=cpm, google-ads / search / cpm",
        "utm_source=google&utm_medium=display, google-ads / search / display",
        // aliases keep their paid meaning
        "utm_source=fb-ads, meta-ads / social / paid-social",
        "utm_source=FBAds, meta-ads / social / paid-social",
        "utm_source=fb, facebook / social / -",
        "utm_source=fb-adsy, fb-adsy / - / -",
        "utm_source=googleads, google-ads / search / cpc",
        "utm_source=Adwords, google-ads / search / cpc",
        "utm_source=google_ads&utm_medium=display, google-ads / search / display",
        "utm_source=yt-ads, youtube-ads / video / cpc",
        "utm_source=fb-ads&utm_medium=email, meta-ads / social / email",
        // what servers and spreadsheets leave around a value
        "utm_source=google&utm_medium=cpc/, google-ads / search / cpc",
        "utm_source=%22google%22&utm_medium='cpc', google-ads / search / cpc",
        // hosts that were tagged
        "utm_source=chatgpt.com, chatgpt / ai / -",
        "utm_source=m.facebook.com&utm_medium=referral, facebook / social / referral",
        "utm_source=https%3A%2F%2Fwww.facebook.com%2F, facebook / social / -",
        "utm_source=partner.example.com, partner-example-com / site / referral",
        "utm_source=partner.example.com&utm_medium=cpc, partner-example-com / site / cpc",
        "utm_source=v1.2, v1-2 / - / -",
        // what Google Analytics publishes comes before our own view
        "utm_source=stripe&utm_medium=referral, stripe / shopping / referral",
        "utm_source=igshopping&utm_medium=cpc, meta-ads / shopping / cpc",
        "utm_source=vimeo, vimeo / video / -",
        // mails, and mails of a name of their own
        "utm_source=email, email / email / email",
        "utm_source=e_mail, email / email / email",
        "utm_source=Newsletter-UK, newsletter-uk / - / email",
        "utm_source=news&utm_medium=e-mail, news / - / e-mail",
        "utm_source=mailchimp&utm_medium=email, mailchimp / email / email",
        // a source that nobody knows takes the category that its medium tells
        "utm_source=vogue&utm_medium=print, vogue / print / print",
        "utm_source=linkedin&utm_medium=print, linkedin / social / print",
        "utm_source=q3-talk&utm_medium=webinar, q3-talk / webinar / webinar",
        "utm_source=vogue, vogue / - / -",
        "utm_source=linktree, linktree / site / referral",
    })
    void aTaggedSourceIsRecognised(String query, String told) {
        assertThat(tags(query)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "mtm_source=bing&mtm_medium=cpc&mtm_campaign=Spring&mtm_kwd=shoes&mtm_content=a&mtm_cid=7",
        "matomo_source=bing&matomo_medium=cpc&matomo_campaign=Spring&matomo_keyword=shoes&matomo_content=a&matomo_cid=7",
        "pk_source=bing&pk_medium=cpc&pk_campaign=Spring&pk_keyword=shoes&pk_content=a&pk_cid=7",
        "piwik_source=bing&piwik_medium=cpc&piwik_campaign=Spring&piwik_kwd=shoes&piwik_content=a&piwik_cid=7",
        "utm_source=bing&utm_medium=cpc&utm_campaign=Spring&utm_term=shoes&utm_content=a&utm_id=7",
        "utm_source=%20Bing%20&utm_medium=CPC&utm_campaign=spring&utm_term=Shoes&utm_content=A&utm_id=7",
        "utm_source=bing&utm_medium=cpc&pk_campaign=Spring&utm_term=shoes&utm_content=a&utm_id=7",
    })
    void everyFamilyOfParametersTellsTheSame(String query) {
        assertThat(landing(query).campaign()).isEqualTo(new Campaign("bing", "cpc", "spring", "shoes", "a", "7"));
        assertThat(tags(query)).isEqualTo("microsoft-ads / search / cpc");
    }

    @Test
    void familiesAreNotMixedWhereTheyContradictEachOther() {
        Campaign campaign = landing("utm_source=newsletter&mtm_source=google&mtm_medium=cpc&mtm_campaign=ads")
                .campaign();
        assertThat(campaign).isEqualTo(new Campaign("newsletter", null, null, null, null, null));
    }

    @Test
    void whatTheAppTellsWinsOverTheLink() {
        String link = "https://acme.example/?utm_source=google&utm_medium=cpc&utm_campaign=ads";
        assertThat(campaign(link, "newsletter", "email"))
                .isEqualTo(new Campaign("newsletter", "email", null, null, null, null));
        assertThat(campaign(link, "Google", null)).isEqualTo(new Campaign("google", "cpc", "ads", null, null, null));
        assertThat(campaign(link, "null", "")).isEqualTo(new Campaign("google", "cpc", "ads", null, null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "utm_source=&utm_medium=",
                "utm_source=%20&utm_medium=+",
                "utm_source=null&utm_medium=undefined",
                "utm_source=(not%20set)&utm_medium=(none)",
                "utm_source=(direct)&utm_medium=(none)",
                "utm_source=direct",
                "utm_source=direct&utm_medium=none",
                "utm_source={{site_source_name}}",
                "utm_source=%7B%7Bsite_source_name%7D%7D",
                "utm_source={campaign}&utm_medium=${medium}",
                "utm_source=%%SOURCE%%",
                "utm_source=[source]",
                "utm_source=__SOURCE__",
                "utm_source=*|SOURCE|*",
                "utm_source=utm_source",
                "utm_sources=google",
                "ref=header&source=top-menu",
                "utm_source_platform=google",
            })
    void whatSaysNothingIsNoTag(String query) {
        Signals signals = landing(query);
        assertThat(signals.value(Signal.TAGGED)).isEqualTo(false);
        assertThat(told(signals, EvidenceKind.CAMPAIGN_TAGS)).isEqualTo("nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"utm_source=direct&utm_medium=mail", "utm_source=nullam", "utm_source={brand", "utm_source=a[b]"
            })
    void whatOnlyLooksAsIfItSaidNothingIsATag(String query) {
        assertThat(landing(query).value(Signal.TAGGED)).isEqualTo(true);
    }

    @Test
    void anUnfilledTemplateIsTold() {
        assertThat(landing("utm_source=google&utm_campaign={{campaign.name}}").oddities())
                .containsExactly("utm_campaign still holds its template \"{{campaign.name}}\"");
        assertThat(landing("utm_source=google&utm_campaign={spring").oddities()).isEmpty();
    }

    @Test
    void whatIsEncodedTwiceIsDecodedTwiceAndTold() {
        Signals twice = landing("utm_source=google&utm_campaign=spring%2520sale");
        assertThat(twice.campaign().name()).isEqualTo("spring sale");
        assertThat(twice.oddities()).containsExactly("utm_campaign is encoded twice: \"spring%2520sale\"");
        Signals once = landing("utm_source=google&utm_campaign=100%25+off%21");
        assertThat(once.campaign().name()).isEqualTo("100% off!");
        assertThat(once.oddities()).isEmpty();
    }

    @Test
    void aTagThatStandsTwiceIsTakenOnceAndTold() {
        Signals twice = landing("utm_source=bing&utm_medium=cpc&utm_source=google");
        assertThat(twice.campaign().source()).isEqualTo("bing");
        assertThat(twice.oddities())
                .containsExactly("utm_source stands on the link more than once; the first is taken");
        assertThat(landing("utm_source=bing&utm_source=bing&x=1&x=2").oddities())
                .isEmpty();
    }

    @Test
    void theRawTagsAreKeptBesideTheCleanOnes() {
        assertThat(landing("UTM_Source=Google&utm_medium=CPC&utm_term=%7B%7Bx%7D%7D")
                        .evidence()
                        .get(0)
                        .value())
                .isEqualTo("utm_source=Google, utm_medium=CPC");
    }

    @ParameterizedTest
    @CsvSource({
        "ref=producthunt, product-hunt / social / -",
        "ref=someblog.com, someblog-com / site / referral",
        "source=linkedin, linkedin / social / -",
        "ref=nav&utm_source=bing, bing / search / -",
        "ref=producthunt&utm_source=bing, bing / search / -",
    })
    void aPlainRefCountsWhereItNamesSomebody(String query, String told) {
        assertThat(tags(query)).isEqualTo(told);
    }

    @Test
    void aCampaignAloneIsATagAndTheReferrerTellsWhereItsLinkStood() {
        Signals signals = landing("utm_campaign=Spring");
        assertThat(signals.value(Signal.TAGGED)).isEqualTo(true);
        assertThat(signals.value(Signal.CAMPAIGN)).isEqualTo("spring");
        assertThat(told(signals, EvidenceKind.CAMPAIGN_TAGS)).isEqualTo("- / - / -");
        assertThat(withReferrer("utm_campaign=Spring", "https://www.google.com/"))
                .isEqualTo("google / search / organic");
        assertThat(withReferrer("utm_campaign=Spring&fbclid=1", "https://www.paypal.com/"))
                .isEqualTo("facebook / social / referral");
        assertThat(withReferrer("utm_campaign=Spring", "https://www.paypal.com/"))
                .isEqualTo("- / - / -");
    }

    @Test
    void aTermOrAnIdAloneIsKeptButIsNoTagOfAnOrigin() {
        assertThat(landing("utm_term=shoes").value(Signal.TAGGED)).isEqualTo(false);
        assertThat(landing("gad_campaignid=7").value(Signal.TAGGED)).isEqualTo(false);
    }

    @Test
    void tagsWithoutASourceTakeTheReferrers() {
        assertThat(withReferrer("utm_medium=cpc", "https://www.google.com/")).isEqualTo("google-ads / search / cpc");
        assertThat(withReferrer("utm_medium=social", "https://t.co/x")).isEqualTo("x / social / social");
        assertThat(withReferrer("utm_medium=social", "https://www.paypal.com/")).isEqualTo("- / - / social");
        assertThat(withReferrer("utm_source=bing&utm_medium=cpc", "https://www.google.com/"))
                .isEqualTo("microsoft-ads / search / cpc");
    }

    @ParameterizedTest
    @CsvSource({
        // P of the published rules, and what is near to it
        "cpc, paid",
        "CPC, paid",
        "ppc, paid",
        "retargeting, paid",
        "paid-social, paid",
        "paid, paid",
        "xcpx, paid",
        "unpaid, none",
        "repaid, none",
        // Display
        "display, display",
        "banner, display",
        "expandable, display",
        "interstitial, display",
        "cpm, paid",
        "banners-x, none",
        // the others
        "social-network, social",
        "social media, social",
        "sm, social",
        "socials, none",
        "organic-video, video",
        "organic, organic",
        "referral, referral",
        "app, referral",
        "link, referral",
        "e mail, email",
        "e_mail, email",
        "affiliate, affiliate",
        "audio, audio",
        "sms, sms",
        "webpush, push",
        "mobile-x, push",
        "in_app_notification, push",
        "pushy, none",
        "qr, offline",
        "something-else, none",
    })
    void aMediumIsOfOneClass(String medium, String mediumClass) {
        Object found =
                landing("utm_source=x&utm_medium=" + medium.replace(" ", "%20")).value(Signal.TAG_MEDIUM_CLASS);
        assertThat(found == null ? "none" : found).isEqualTo(mediumClass);
    }

    private static Campaign campaign(String link, @Nullable String source, @Nullable String medium) {
        return signals(visit(link, null, new CampaignTags(source, medium, null, null, null, null)))
                .campaign();
    }

    private static String withReferrer(String query, String referrer) {
        return told(signals(visit("https://acme.example/?" + query, referrer)), EvidenceKind.CAMPAIGN_TAGS);
    }
}
