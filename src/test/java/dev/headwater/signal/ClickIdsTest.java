package dev.headwater.signal;

import static dev.headwater.signal.Leads.click;
import static dev.headwater.signal.Leads.landing;
import static dev.headwater.signal.Leads.signals;
import static dev.headwater.signal.Leads.told;
import static dev.headwater.signal.Leads.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.ClickId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Click IDs: whose they are, whether they are paid for, and what goes with them. */
class ClickIdsTest {

    @ParameterizedTest
    @CsvSource({
        "gclid, google-ads / search / cpc, paid",
        "gbraid, google-ads / search / cpc, paid",
        "wbraid, google-ads / search / cpc, paid",
        "gclsrc, google-ads / search / cpc, paid",
        "dclid, display-video-360 / display / display, paid",
        "gad_source, google-ads / search / cpc, paid",
        "gad_campaignid, google-ads / search / cpc, paid",
        "srsltid, google-shopping / shopping / organic, free",
        "gQT, google-shopping / shopping / organic, free",
        "gPromoCode, google-shopping / shopping / referral, either",
        "fbclid, facebook / social / referral, either",
        "igshid, instagram / social / referral, free",
        "igsh, instagram / social / referral, free",
        "msclkid, microsoft-ads / search / cpc, paid",
        "ttclid, tiktok-ads / social / paid-social, paid",
        "twclid, x-ads / social / paid-social, paid",
        "li_fat_id, linkedin-ads / social / paid-social, paid",
        "rdt_cid, reddit-ads / social / paid-social, paid",
        "epik, pinterest / social / referral, either",
        "ScCid, snapchat-ads / social / paid-social, paid",
        "qclid, quora-ads / social / paid-social, paid",
        "ndclid, nextdoor-ads / social / paid-social, paid",
        "yclid, yandex-direct / search / cpc, paid",
        "ysclid, yandex / search / organic, free",
        "_openstat, yandex-direct / search / cpc, paid",
        "vmcid, yahoo-dsp / display / display, paid",
        "irclickid, impact-com / affiliate / affiliate, paid",
        "irclid, impact-com / affiliate / affiliate, paid",
        "sscid, shareasale / affiliate / affiliate, paid",
        "awc, awin / affiliate / affiliate, paid",
        "cjevent, cj / affiliate / affiliate, paid",
        "ranSiteID, rakuten-advertising / affiliate / affiliate, paid",
        "rtid, rokt / - / cpc, paid",
        "ko_click_id, kochava / - / -, either",
        "ob_click_id, outbrain / display / display, paid",
        "tblci, taboola / display / display, paid",
        "s_kwcid, adobe-advertising / search / cpc, paid",
        "ef_id, adobe-advertising / search / cpc, paid",
        "mkwid, marin / search / cpc, paid",
        "pcrid, marin / search / cpc, paid",
        "hsa_acc, hubspot-ads / search / cpc, paid",
        "_hsenc, hubspot-email / email / email, free",
        "_hsmi, hubspot-email / email / email, free",
        "mc_cid, mailchimp / email / email, free",
        "mc_eid, mailchimp / email / email, free",
        "_ke, klaviyo / email / email, free",
        "_kx, klaviyo / email / email, free",
        "dm_i, dotdigital / email / email, free",
        "_bta_tid, bronto / email / email, free",
        "trk_contact, listrak / email / email, free",
        "mkt_tok, marketo / email / email, free",
        "vero_id, vero / email / email, free",
        "sms_click, wunderkind / sms / sms, free",
        "_branch_match_id, branch / - / -, either",
        "mkevt, ebay-partner-network / affiliate / affiliate, paid",
        "tw_adid, triple-whale / - / cpc, paid",
    })
    void aClickIdAloneTellsItsNetworkAndItsCost(String parameter, String told, String cost) {
        for (String name :
                new String[] {parameter, parameter.toUpperCase(Locale.ROOT), parameter.toLowerCase(Locale.ROOT)}) {
            Signals signals = landing(name + "=abc123");
            assertThat(told(signals, EvidenceKind.CLICK_ID)).isEqualTo(told);
            assertThat(signals.value(Signal.CLICK_ID_COST)).isEqualTo(cost);
            // For people its parameter stands in the answer, as its network spells it, and never the ID itself.
            assertThat(signals.evidence().get(0).value()).isEqualTo(parameter);
        }
    }

    @ParameterizedTest
    @CsvSource({"_gl=1", "_ga=2", "gclid=", "gclid=null", "gclid={gclid}", "xgclid=1", "gclids=1", "x=gclid"})
    void whatIsNoSourceIsNoClickId(String query) {
        assertThat(click(query)).isEqualTo("nothing");
    }

    @Test
    void aShareParameterThatSeveralSitesUseNamesNone() {
        assertThat(click("si=abc")).isEqualTo("- / - / -");
        assertThat(landing("si=abc").value(Signal.CLICK_ID)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "fbclid=1&utm_source=facebook&utm_medium=paid, meta-ads / social / paid, paid",
        "fbclid=1&utm_source=facebook&utm_medium=social, facebook / social / referral, either",
        "fbclid=1&utm_medium=cpc, meta-ads / social / cpc, paid",
        "fbclid=1&utm_source=fb-ads, meta-ads / social / paid-social, paid",
        "fbclid=1&utm_source=google&utm_medium=cpc, facebook / social / referral, either",
        "fbclid=1&ad_id=7, meta-ads / social / paid-social, paid",
        "fbclid=1&ad_id={{ad.id}}, facebook / social / referral, either",
        "fbclid=1&campaign_id=7, meta-ads / social / paid-social, paid",
        "fbclid=1&my_campaign_id=7, facebook / social / referral, either",
        "epik=1&utm_source=pinterest&utm_medium=cpc, pinterest-ads / social / cpc, paid",
        "gPromoCode=1&utm_medium=cpc, google-shopping-ads / shopping / cpc, paid",
        "fbclid=1&utm_source=ig&utm_medium=social, instagram / social / referral, either",
    })
    void aClickIdOfFreeLinksTooIsPaidOnlyWithASecondSign(String query, String told, String cost) {
        assertThat(click(query)).isEqualTo(told);
        assertThat(landing(query).value(Signal.CLICK_ID_COST)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({
        "gclid=1&utm_source=google&utm_medium=display, google-ads / search / display",
        "gclid=1&utm_source=google&utm_medium=email, google-ads / search / cpc",
        "gclid=1&utm_source=google&utm_medium=blah, google-ads / search / cpc",
        "gclid=1&utm_source=youtube&utm_medium=cpv, youtube-ads / video / cpv",
        "gclid=1&utm_source=facebook&utm_medium=cpc, google-ads / search / cpc",
        "gclid=1&gad_source=1, google-ads / search / cpc",
        "gclid=1&gad_source=2, google-display-network / display / display",
        "gclid=1&gad_source=3, youtube-ads / video / cpc",
        "gclid=1&gad_source=5, google-shopping-ads / shopping / cpc",
        "gclid=1&gad_source=99, google-ads / search / cpc",
        "msclkid=1&gad_source=2, microsoft-ads / search / cpc",
        "dclid=1&utm_source=google&utm_medium=display, display-video-360 / display / display",
        "hsa_acc=1&hsa_net=adwords, google-ads / search / cpc",
        "hsa_acc=1&hsa_net=facebook, meta-ads / social / paid-social",
        "hsa_acc=1&hsa_net=linkedin, linkedin-ads / social / paid-social",
        "hsa_acc=1&hsa_net=nobody-knows, hubspot-ads / search / cpc",
    })
    void whereItsAdsWereShownIsTakenFromWhatStandsBeside(String query, String told) {
        assertThat(click(query)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({
        "gclid=1, https://www.youtube.com/, youtube-ads / video / cpc",
        "gclid=1, https://googleads.g.doubleclick.net/x, google-display-network / display / display",
        "gclid=1, https://www.facebook.com/, google-ads / search / cpc",
        "fbclid=1, https://l.instagram.com/, instagram / social / referral",
        "fbclid=1, https://www.google.com/, facebook / social / referral",
        "yclid=1, https://search.yahoo.co.jp/, yahoo-japan-ads / search / cpc",
        "yclid=1, https://yandex.ru/, yandex-direct / search / cpc",
    })
    void whereItsAdsWereShownIsTakenFromTheReferrerToo(String query, String referrer, String told) {
        assertThat(told(signals(visit("https://acme.example/?" + query, referrer)), EvidenceKind.CLICK_ID))
                .isEqualTo(told);
    }

    @Test
    void oneParameterOfTwoNetworksIsToldByTheCountry() {
        assertThat(told(signals(visit("https://shop.co.jp/?yclid=1", null)), EvidenceKind.CLICK_ID))
                .isEqualTo("yahoo-japan-ads / search / cpc");
        assertThat(told(signals(visit("https://shop.jp.example/?yclid=1", null)), EvidenceKind.CLICK_ID))
                .isEqualTo("yandex-direct / search / cpc");
    }

    @ParameterizedTest
    @CsvSource({
        // paid before free, one with a network before a tool's, the one that fits the tags before all
        "fbclid=1&gclid=2, gclid",
        "gclid=2&fbclid=1, gclid",
        "s_kwcid=1&gclid=2, gclid",
        "mc_cid=1&gclid=2, gclid",
        "gclid=1&msclkid=2, gclid",
        "gclid=1&msclkid=2&utm_source=bing, msclkid",
        "gclid=1&fbclid=2&utm_source=facebook, fbclid",
        "gclid=1&mc_cid=2&utm_source=mailchimp, mc_cid",
        "gclid={gclid}&mc_cid=2, mc_cid",
    })
    void ofSeveralTheBestWitnessIsTaken(String query, String parameter) {
        Evidence click = landing(query).evidence().stream()
                .filter(evidence -> evidence.kind() == EvidenceKind.CLICK_ID)
                .findFirst()
                .orElseThrow();
        assertThat(click.value()).isEqualTo(parameter);
    }

    @Test
    void twoPaidNetworksOnOneLinkAreTold() {
        assertThat(landing("gclid=1&msclkid=2").oddities())
                .containsExactly("click IDs of two networks, gclid and msclkid; gclid is taken");
        assertThat(landing("gclid=1&gbraid=2&gad_source=1").oddities()).isEmpty();
    }

    @Test
    void aClickIdThatTheAppKeptCountsAndOneOfTheLinkComesFirst() {
        ClickId kept = new ClickId("GCLID", "abc");
        assertThat(told(signals(visit(null, null, CampaignTags.NONE, kept)), EvidenceKind.CLICK_ID))
                .isEqualTo("google-ads / search / cpc");
        assertThat(told(
                        signals(visit("https://acme.example/?msclkid=1", null, CampaignTags.NONE, kept)),
                        EvidenceKind.CLICK_ID))
                .isEqualTo("microsoft-ads / search / cpc");
    }

    @Test
    void aClickIdThatTheAppKeptAndNoListKnowsIsTold() {
        assertThat(signals(visit(null, null, CampaignTags.NONE, new ClickId("xyzclid", "1")))
                        .oddities())
                .containsExactly("rules/lists/click-ids.csv does not know the click ID \"xyzclid\"");
        assertThat(signals(visit(null, null, CampaignTags.NONE, new ClickId("_GA", "1")))
                        .oddities())
                .isEmpty();
    }

    @Test
    void tagsThatLackAMediumTakeTheClickIdsWhereItIsOfTheirNetwork() {
        assertThat(Leads.tags("gclid=1&utm_source=google")).isEqualTo("google-ads / search / cpc");
        assertThat(Leads.tags("gclid=1&utm_source=facebook")).isEqualTo("facebook / social / -");
        assertThat(landing("gclid=1&utm_source=google").value(Signal.TAG_MEDIUM))
                .isNull();
    }

    @Test
    void theIdItselfIsNowhereInTheSignals() {
        Signals signals = signals(visit(
                "https://acme.example/?mc_eid=secret1&fbclid=secret2",
                null,
                CampaignTags.NONE,
                new ClickId("gclid", "secret3")));
        assertThat(signals.toString()).doesNotContain("secret");
    }
}
