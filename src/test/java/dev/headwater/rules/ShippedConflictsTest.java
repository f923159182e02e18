package dev.headwater.rules;

import static dev.headwater.rules.TestRules.click;
import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.referrer;
import static dev.headwater.rules.TestRules.tags;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Conflict;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Resolution;
import dev.headwater.rules.TestRules.Lead;
import dev.headwater.signal.Evidence;
import dev.headwater.signal.Evidence.Cost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the shipped {@code conflicts.drl}, each beside what comes near it. */
class ShippedConflictsTest {
    private static final Evidence LINKEDIN_AD =
            click("li_fat_id", "linkedin-ads", "LinkedIn Ads", "social", "linkedin", Cost.PAID);
    private static final Evidence FACEBOOK_LINK =
            click("fbclid", "facebook", "Facebook", "social", "meta", Cost.EITHER);
    private static final Evidence AFFILIATE_LINK = click("awc", "awin", "Awin", "affiliate", "awin", Cost.PAID);
    private static final Evidence DISPLAY_AD =
            click("dclid", "display-video-360", "Display & Video 360", "display", "google", Cost.PAID);

    private static RuleSet rules;

    @BeforeAll
    static void load() {
        rules = new TestRules().ruleSet();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    private static Resolution decide(Evidence... evidence) {
        Lead lead = new Lead();
        for (Evidence one : evidence) {
            lead.evidence(one);
        }
        return rules.decide(lead.signals(), Explain.NONE);
    }

    private static String[] conflicts(Evidence... evidence) {
        return decide(evidence).conflicts().stream().map(Conflict::id).toArray(String[]::new);
    }

    private static Evidence googleClick() {
        return googleAd().signals().evidence().get(0);
    }

    @Test
    void aGoogleClickIdUnderFacebooksTagsIsASourceConflict() {
        assertThat(conflicts(googleClick(), tags("facebook", "meta", "cpc", "paid")))
                .containsExactly("source-conflict");
    }

    @Test
    void aGoogleClickIdUnderYoutubesTagsIsNone() {
        assertThat(conflicts(googleClick(), tags("youtube", "google", "cpc", "paid")))
                .isEmpty();
    }

    @Test
    void tagsThatNoListKnowsContradictNothing() {
        assertThat(conflicts(googleClick(), tags("acme", null, "cpc", "paid"))).isEmpty();
    }

    @Test
    void anAffiliatesClickIdUnderYoutubesTagsIsNone() {
        assertThat(conflicts(AFFILIATE_LINK, tags("youtube", "google", "video", "video")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"organic", "social", "email", "referral", "sms", "push", "offline"})
    void aPaidClickIdOnALinkTaggedAsUnpaidIsAMediumConflict(String mediumClass) {
        Resolution answer = decide(googleClick(), tags("google", "google", "the-medium", mediumClass));

        assertThat(answer.conflicts()).extracting(Conflict::id).containsExactly("medium-conflict");
        assertThat(answer.conflicts().get(0).text())
                .isEqualTo("the click ID \"gclid\" stands on paid links only, the tags say \"the-medium\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paid", "display", "video", "audio", "affiliate", "none"})
    void aPaidClickIdOnALinkThatMayBePaidIsNone(String mediumClass) {
        assertThat(conflicts(googleClick(), tags("google", "google", "m", mediumClass)))
                .isEmpty();
    }

    @Test
    void aMediumThatNoListKnowsIsNone() {
        assertThat(conflicts(googleClick(), tags("google", "google", "m", null)))
                .isEmpty();
    }

    @Test
    void aClickIdThatStandsOnFreeLinksTooIsNone() {
        assertThat(conflicts(FACEBOOK_LINK, tags("facebook", "meta", "social", "social")))
                .isEmpty();
    }

    @Test
    void anAffiliatesMailIsNone() {
        assertThat(conflicts(AFFILIATE_LINK, tags("awin", "awin", "email", "email")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"social/meta", "search/microsoft", "video/bytedance", "email/microsoft", "ai/openai"})
    void aPaidClickIdFromAPageOfAnotherNetworkIsCopied(String page) {
        assertThat(conflicts(googleClick(), page(page))).containsExactly("copied-click-id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search/google",
                "search/",
                "social/",
                "site/meta",
                "shopping/amazon",
                "own/acme",
                "internal/acme",
                "payment/paypal",
                "sign-on/microsoft"
            })
    void aPaidClickIdFromItsOwnNetworkOrFromAPageThatComesBetweenIsNone(String page) {
        assertThat(conflicts(googleClick(), page(page))).isEmpty();
    }

    @Test
    void adsOfDisplayNetworksAndAffiliatesStandOnAnyPage() {
        assertThat(conflicts(DISPLAY_AD, page("email/yahoo"))).isEmpty();
        assertThat(conflicts(AFFILIATE_LINK, page("video/google"))).isEmpty();
        assertThat(conflicts(FACEBOOK_LINK, page("search/google"))).isEmpty();
    }

    @Test
    void oneLeadCanHaveSeveralConflictsInTheOrderOfTheFile() {
        Evidence[] muddle = {LINKEDIN_AD, tags("newsletter", "mailchimp", "email", "email"), page("social/meta")};

        assertThat(conflicts(muddle)).containsExactly("source-conflict", "medium-conflict", "copied-click-id");
        assertThat(decide(muddle).conflicts()).isEqualTo(decide(muddle).conflicts());
    }

    @Test
    void aLeadWithoutEvidenceHasNone() {
        assertThat(conflicts()).isEmpty();
    }

    private static Evidence page(String categoryAndNetwork) {
        String[] parts = categoryAndNetwork.split("/", -1);
        @Nullable String network = parts[1].isEmpty() ? null : parts[1];
        return referrer("www.example.com", parts[0], network);
    }
}
