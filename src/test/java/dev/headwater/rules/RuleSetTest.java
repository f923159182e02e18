package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.promo;
import static dev.headwater.rules.TestRules.referrer;
import static dev.headwater.rules.TestRules.tags;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.headwater.decision.Channel;
import dev.headwater.decision.Conflict;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.NearMiss;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Resolution;
import dev.headwater.decision.RowAddress;
import dev.headwater.decision.Source;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.rules.TestRules.Lead;
import dev.headwater.signal.Evidence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    private static RuleSet rules;

    @BeforeAll
    static void load() {
        rules = new TestRules().ruleSet();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    private static Resolution decide(Lead lead) {
        return rules.decide(lead.signals(), Explain.SUMMARY);
    }

    @Test
    void aPaidClickFromASearchEngineIsPaidSearch() {
        Resolution answer = decide(googleAd().value("touches", 3.0).value("attributes.companySize", 250.0));

        assertThat(answer.outcome()).isEqualTo(Outcome.RESOLVED);
        assertThat(answer.source()).isEqualTo(new Source("google-ads", "Google Ads"));
        assertThat(answer.channel()).isEqualTo(new Channel("paid-search", "Paid Search", Channel.Kind.ONLINE));
        assertThat(answer.intent()).isEqualTo(new Intent(IntentTier.HIGH, 35.5));
        assertThat(answer.confidence()).isEqualTo(0.9);
        assertThat(answer.winner()).isEqualTo(EvidenceKind.CLICK_ID);
        assertThat(answer.medium()).isEqualTo("cpc");
        assertThat(answer.mediumClass()).isEqualTo("paid");
        assertThat(answer.oddities()).containsExactly("an oddity of the input");
        assertThat(answer.revision()).isEqualTo(rules.revision()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void everyRowThatDecidedIsAReasonInTheOrderOfTheStages() {
        Resolution answer = decide(googleAd().value("touches", 3.0));

        assertThat(answer.because())
                .extracting(
                        Reason::decides, reason -> reason.row().toString(), Reason::id, Reason::text, Reason::points)
                .containsExactly(
                        tuple("source", "rules/source.csv!A7", "click", "a click ID that nothing contradicts", null),
                        tuple("channel", "rules/channel.csv!A8", "ps-1", "a paid click from a search engine", null),
                        tuple("points", "rules/intent.csv!A6", "paid", "a paid click", 20.0),
                        tuple("points", "rules/intent.csv!A7", "often", "came several times", 10.5),
                        tuple("tier", "rules/tier.csv!A6", "high", "30 points and more", null));
        assertThat(answer.because())
                .noneMatch(Reason::otherwise)
                .allMatch(reason -> reason.conditions().isEmpty());
    }

    @Test
    void theLastRowSaysThatItIsTheLastAndWhatWouldMendMatters() {
        Resolution answer = decide(new Lead());

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answer.source()).isNull();
        assertThat(answer.winner()).isNull();
        assertThat(answer.confidence()).isZero();
        assertThat(answer.channel().id()).isEqualTo("unknown");
        assertThat(answer.intent()).isEqualTo(new Intent(IntentTier.LOW, 0));
        Reason source = answer.because().get(0);
        assertThat(source.otherwise()).isTrue();
        assertThat(source.mend()).isEqualTo("Ask the lead");
        assertThat(answer.because().get(1).otherwise()).isFalse();
    }

    @Test
    void aVisitThatNothingLedToIsDirect() {
        Resolution answer = decide(new Lead().value("visit", true).value("tagged", false));

        assertThat(answer.outcome()).isEqualTo(Outcome.DIRECT);
        assertThat(answer.channel().id()).isEqualTo("direct");
    }

    @Test
    void whatNoChannelRowKnowsIsUnassignedAndNotResolved() {
        Resolution answer = decide(new Lead().value("tagged", true).evidence(tags("acme", null, "weird", null)));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNASSIGNED);
        assertThat(answer.channel().id()).isEqualTo("unassigned");
        assertThat(answer.source()).isEqualTo(new Source("acme", "acme"));
    }

    @Test
    void aWinnerThatSaysNothingOfAMediumTakesThatOfTheTags() {
        Evidence click = new Evidence(
                EvidenceKind.CLICK_ID,
                "gclid",
                new Source("google-ads", "Google Ads"),
                "search",
                "google",
                null,
                null,
                Evidence.Cost.PAID);
        Resolution answer = decide(new Lead()
                .value("clickId", "google ads")
                .value("tagged", true)
                .value("tagMedium", "ppc")
                .value("tagMediumClass", "paid")
                .evidence(click));

        assertThat(answer.medium()).isEqualTo("ppc");
        assertThat(answer.mediumClass()).isEqualTo("paid");
        assertThat(answer.channel().id()).isEqualTo("paid-search");
    }

    @Test
    void aWinnerWithAMediumOfItsOwnKeepsIt() {
        Resolution answer = decide(googleAd()
                .value("promoCode", "saastr 2026")
                .value("tagMedium", "ppc")
                .value("tagMediumClass", "paid")
                .evidence(promo("SAASTR26")));

        assertThat(answer.winner()).isEqualTo(EvidenceKind.PROMO_CODE);
        assertThat(answer.medium()).isNull();
        assertThat(answer.mediumClass()).isEqualTo("offline");
        assertThat(answer.channel().id()).isEqualTo("event");
    }

    @Test
    void losersComeAfterTheWinnerAndSayWhyTheyLost() {
        Resolution answer = decide(googleAd()
                .value("promoCode", "saastr 2026")
                .value("tagged", false)
                .evidence(promo("SAASTR26"))
                .evidence(tags("google", "google", "cpc", "paid"))
                .evidence(referrer("www.google.com", "search", "google")));

        assertThat(answer.evidence())
                .extracting(WeighedEvidence::kind, WeighedEvidence::won, WeighedEvidence::why)
                .containsExactly(
                        tuple(EvidenceKind.PROMO_CODE, true, "a promotion code was given"),
                        tuple(EvidenceKind.CLICK_ID, false, "promo code decided: rules/source.csv!A6 stands above A7"),
                        tuple(
                                EvidenceKind.CAMPAIGN_TAGS,
                                false,
                                "rules/source.csv!A8 takes the campaign tags only where Tagged is \"yes\"; here it is \"no\""),
                        tuple(EvidenceKind.REFERRER, false, "no row of the table Source takes a referrer"));
    }

    @Test
    void aContradictedClickIdLosesAndNamesTheConflict() {
        Resolution answer = decide(googleAd().value("tagged", true).evidence(tags("facebook", "meta", "cpc", "paid")));

        assertThat(answer.winner()).isEqualTo(EvidenceKind.CAMPAIGN_TAGS);
        assertThat(answer.confidence()).isEqualTo(0.7);
        assertThat(answer.conflicts()).extracting(Conflict::id).containsExactly("source-conflict");
        assertThat(answer.conflicts().get(0).text())
                .isEqualTo("the click ID \"gclid\" belongs to google, the tags \"facebook / cpc\" name meta");
        assertThat(answer.conflicts().get(0).rule().toString()).matches("rules/conflicts\\.drl!line \\d+");
        assertThat(answer.evidence().get(1).why())
                .isEqualTo(
                        "rules/source.csv!A7 takes the click ID only where Source conflict is \"no\"; here it is \"yes\"");
    }

    @Test
    void evidenceThatARowTakesButTheLeadHasNotGotIsOddAndNeverFails() {
        Resolution answer = decide(new Lead().value("promoCode", "saastr 2026"));

        assertThat(answer.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(answer.winner()).isNull();
        assertThat(answer.oddities()).contains("rules/source.csv!A6 takes the promo code, and this lead has none");
    }

    @Test
    void theFullExplanationTellsWhatWasAskedAndWhatWasFound() {
        Resolution answer = rules.decide(
                googleAd().value("touches", 3.0).value("tagged", true).signals(), Explain.FULL);

        assertThat(answer.because().get(0).conditions())
                .containsExactly(
                        new Reason.Condition("Click ID", "C7", "known", "google ads", true),
                        new Reason.Condition("Source conflict", "D7", "no", "no", true));
        assertThat(answer.because().get(3).conditions())
                .containsExactly(new Reason.Condition("Touches", "C7", ">= 3", "3", true));
        assertThat(answer.nearMisses())
                .contains(
                        new NearMiss(
                                "source",
                                new RowAddress("rules/source.csv", "", "A6"),
                                "promo",
                                new Reason.Condition("Promo code", "B6", "known", null, false)),
                        new NearMiss(
                                "points",
                                new RowAddress("rules/intent.csv", "", "A8"),
                                "big",
                                new Reason.Condition("Company size", "D8", "> 200", null, false)));
    }

    @Test
    void howMuchIsExplainedChangesNothingInTheAnswer() {
        Lead lead = googleAd().value("tagged", true).evidence(tags("facebook", "meta", "email", "email"));
        Resolution full = rules.decide(lead.signals(), Explain.FULL);
        Resolution none = rules.decide(lead.signals(), Explain.NONE);

        assertThat(full)
                .usingRecursiveComparison()
                .ignoringFields("because", "evidence", "nearMisses")
                .isEqualTo(none);
        assertThat(none.because())
                .extracting(Reason::row)
                .isEqualTo(full.because().stream().map(Reason::row).toList());
        assertThat(none.evidence())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("why")
                .isEqualTo(full.evidence());
        assertThat(none.nearMisses()).isEmpty();
    }

    @Test
    void theSameSignalsGiveAnEqualResolution() {
        Lead lead = googleAd().value("tagged", true).evidence(tags("facebook", "meta", "email", "email"));

        assertThat(rules.decide(lead.signals(), Explain.FULL)).isEqualTo(rules.decide(lead.signals(), Explain.FULL));
    }

    @Test
    void anAttributeInAnotherFormIsTakenWhereItCanBeAndToldWhereNot() {
        assertThat(decide(googleAd().value("attributes.companySize", "250"))
                        .intent()
                        .points())
                .isEqualTo(25);
        Resolution odd = decide(googleAd().value("attributes.companySize", "about 250"));

        assertThat(odd.intent().points()).isEqualTo(20);
        assertThat(odd.oddities()).contains("attributes.companySize \"about 250\" is not a number, so it was left out");
    }

    @Test
    void aRowCountsFromItsFirstDayToItsLast() {
        RuleSet dated = new TestRules().with("intent.csv", """
                        Decision table,Intent
                        Hit policy,Sum points

                        ID,WHEN,THEN,FROM,UNTIL
                        ,Visit,Points,,
                        fair,yes,7,2026-11-23,2026-11-24
                        """).ruleSet();
        String[] times = {
            "2026-11-22T23:59:59.999Z", "2026-11-23T00:00:00Z", "2026-11-24T23:59:59Z", "2026-11-25T00:00:00Z"
        };

        assertThat(times)
                .extracting(time -> dated.decide(
                                new Lead()
                                        .value("visit", true)
                                        .at(Instant.parse(time))
                                        .signals(),
                                Explain.NONE)
                        .intent()
                        .points())
                .isEqualTo(List.of(0.0, 7.0, 7.0, 0.0));
        dated.close();
    }

    @Test
    void confidenceStaysBetweenGuessAndCertainty() {
        RuleSet bold = new TestRules()
                .with(
                        "source.csv",
                        TestRules.SOURCE
                                .replace("resolved,0.95", "resolved,1.5")
                                .replace("resolved,0.9,", "resolved,-3,"))
                .ruleSet();

        assertThat(bold.decide(googleAd().signals(), Explain.NONE).confidence()).isZero();
        assertThat(bold.decide(
                                googleAd()
                                        .value("promoCode", "x")
                                        .evidence(promo("X"))
                                        .signals(),
                                Explain.NONE)
                        .confidence())
                .isEqualTo(1);
        bold.close();
    }

    @Test
    void theCampaignCanBeAskedFor() {
        RuleSet shop = new TestRules().with("channel.csv", """
                        Decision table,Channel
                        Hit policy,First match

                        ID,WHEN,WHEN,THEN
                        ,Campaign,Source,Channel
                        shop,*shop*,Google Ads,Paid Shopping
                        last,,,Unassigned
                        """).ruleSet();

        assertThat(shop.decide(googleAd().campaign("Summer SHOP").signals(), Explain.NONE)
                        .channel()
                        .id())
                .isEqualTo("paid-shopping");
        assertThat(shop.decide(googleAd().campaign("summer").signals(), Explain.NONE)
                        .channel()
                        .id())
                .isEqualTo("unassigned");
        shop.close();
    }
}
