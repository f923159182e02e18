package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.CrmField;
import dev.headwater.decision.Explain;
import dev.headwater.decision.FollowUp;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Resolution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables that rules may have beyond the tier. */
class FollowUpAndCrmTest {
    private static final String FOLLOW_UP = """
            Decision table,Follow-up
            Hit policy,First match

            ID,WHEN,WHEN,WHEN,THEN,THEN,THEN,BECAUSE
            ,Channel,Tier,Confidence,Next step,Within,Queue,
            doubt,,,< 0.5,Qualify,,,who knows
            soon,Paid Search,Medium,,Call,90 minutes,Sales,an ad
            last,,,,Nurture,2 weeks,Marketing,the rest
            """;
    private static final String CRM = """
            Decision table,CRM
            Hit policy,First match

            ID,WHEN,THEN,THEN,THEN
            ,Channel,Salesforce Lead Source,HubSpot source,HubSpot drill-down 1
            ad,Paid Search,Web,PAID_SEARCH,{Source}: {Campaign} ({Company size})
            last,,Other,,""" + "\n";

    @Test
    void rulesWithoutThemAnswerWithoutThem() {
        try (RuleSet rules = new TestRules().ruleSet()) {
            Resolution answer = rules.decide(googleAd().signals(), Explain.SUMMARY);
            assertThat(answer.followUp()).isNull();
            assertThat(answer.crm()).isEmpty();
            assertThat(answer.because()).extracting(Reason::decides).doesNotContain("follow-up", "crm");
        }
    }

    @Test
    void aFollowUpAsksForTheTierAndTheConfidence() {
        try (RuleSet rules = new TestRules().with("follow-up.csv", FOLLOW_UP).ruleSet()) {
            Resolution answer = rules.decide(googleAd().signals(), Explain.SUMMARY);
            assertThat(answer.followUp()).isEqualTo(new FollowUp("Call", Duration.ofMinutes(90), "Sales"));
            assertThat(answer.because()).last().satisfies(reason -> {
                assertThat(reason.decides()).isEqualTo("follow-up");
                assertThat(reason.row().toString()).isEqualTo("rules/follow-up.csv!A7");
            });
            assertThat(rules.decide(
                                    googleAd()
                                            .value("attributes.companySize", 900.0)
                                            .value("touches", 3.0)
                                            .signals(),
                                    Explain.NONE)
                            .followUp())
                    .as("a High one")
                    .isEqualTo(new FollowUp("Nurture", Duration.ofDays(14), "Marketing"));
            assertThat(rules.decide(new TestRules.Lead().signals(), Explain.NONE)
                            .followUp())
                    .isEqualTo(new FollowUp("Qualify", null, null));
        }
    }

    @Test
    void aCrmFieldTakesTheLeadsOwnValuesOrNothingAtAll() {
        try (RuleSet rules = new TestRules().with("crm.csv", CRM).ruleSet()) {
            assertThat(crm(rules, googleAd().campaign("autumn").value("attributes.companySize", 250.0)))
                    .containsExactly(
                            new CrmField("salesforce", "LeadSource", "Web"),
                            new CrmField("hubspot", "hs_analytics_source", "PAID_SEARCH"),
                            new CrmField("hubspot", "hs_analytics_source_data_1", "Google Ads: autumn (250)"));
            assertThat(crm(rules, googleAd().campaign("autumn")))
                    .as("no company size is known")
                    .last()
                    .isEqualTo(new CrmField("hubspot", "hs_analytics_source_data_1", null));
            assertThat(crm(rules, new TestRules.Lead()))
                    .containsExactly(
                            new CrmField("salesforce", "LeadSource", "Other"),
                            new CrmField("hubspot", "hs_analytics_source", null),
                            new CrmField("hubspot", "hs_analytics_source_data_1", null));
        }
    }

    @Test
    void whatALeadSaysStaysTextWhateverItLooksLike() {
        try (RuleSet rules = new TestRules().with("crm.csv", CRM).ruleSet()) {
            assertThat(crm(rules, googleAd().campaign("{Source} ${x}\"; {").value("attributes.companySize", 1.0)))
                    .last()
                    .isEqualTo(new CrmField(
                            "hubspot", "hs_analytics_source_data_1", "Google Ads: {source} ${x}\"; { (1)"));
        }
    }

    @Test
    void aStepThatIsMissingAndATimeThatIsNoneAreFlaws() {
        TestRules rules = new TestRules()
                .with(
                        "follow-up.csv",
                        FOLLOW_UP.replace("Call,90 minutes", ",900 days").replace("who knows", "nobody"));
        assertThat(rules.flaws())
                .anyMatch(flaw -> flaw.startsWith("rules/follow-up.csv, cell E7: The cell is empty."))
                .anyMatch(flaw -> flaw.startsWith("rules/follow-up.csv, cell F7: \"900 days\" is not a time from now"));
    }

    @Test
    void aWordThatNamesNoFieldIsAFlaw() {
        String dictionary = new String(
                        new TestRules().files().get("rules/dictionary.csv"), java.nio.charset.StandardCharsets.UTF_8)
                .replace("crm.salesforce.LeadSource", "leadSource");
        assertThat(new TestRules()
                        .with("crm.csv", CRM)
                        .with("dictionary.csv", dictionary)
                        .flaws())
                .anyMatch(flaw ->
                        flaw.contains("does not say which field of which CRM \"Salesforce Lead Source\" fills"));
    }

    private static List<CrmField> crm(RuleSet rules, TestRules.Lead lead) {
        return rules.decide(lead.signals(), Explain.NONE).crm();
    }
}
