package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.promo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.Channel;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Profiles;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Resolution;
import dev.headwater.table.Flaw;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Other channel tables beside the one that is asked by default. */
class ProfilesTest {
    private static final String SHORT = """
            Decision table,Channel
            Hit policy,First match

            ID,WHEN,WHEN,THEN,BECAUSE
            ,Source category,Outcome,Channel,
            s-1,search,,Ads,a search engine
            s-2,event,resolved,Met,an event
            last,,,The rest,anything else
            """;
    private static final String SHORT_CHANNELS = """
            id,name,kind
            ads,Ads,online
            met,Met,offline
            rest,The rest,unknown
            """;
    private static RuleSet rules;

    @BeforeAll
    static void load() {
        rules = withShort().ruleSet();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    private static TestRules withShort() {
        return new TestRules()
                .with("profiles/short/channel.csv", SHORT)
                .with("profiles/short/lists/channels.csv", SHORT_CHANNELS);
    }

    @Test
    void withoutAskingNoProfileIsInTheAnswer() {
        Resolution answer = rules.decide(googleAd().signals(), Explain.SUMMARY);
        assertThat(answer.channel().id()).isEqualTo("paid-search");
        assertThat(answer.channels()).isEmpty();
        assertThat(answer.because()).extracting(Reason::decides).containsOnlyOnce("channel");
    }

    @Test
    void aProfileAlongsideIsToldWithItsRowAndChangesNothingElse() {
        Resolution plain = rules.decide(googleAd().signals(), Explain.SUMMARY);
        Resolution answer = rules.decide(
                googleAd().signals(), Explain.SUMMARY, new Profiles(Profiles.DEFAULT, List.of("short", "default")));
        assertThat(answer.channels()).extracting(told -> told.profile()).containsExactly("short", "default");
        assertThat(answer.channels().get(0).channel()).isEqualTo(new Channel("ads", "Ads", Channel.Kind.ONLINE));
        assertThat(answer.channels().get(0).because())
                .extracting(reason -> reason.row().toString() + " " + reason.id())
                .containsExactly("rules/profiles/short/channel.csv!A6 s-1");
        assertThat(answer.channels().get(1).channel()).isEqualTo(plain.channel());
        assertThat(answer.channels().get(1).because())
                .extracting(reason -> reason.row().toString())
                .containsExactly("rules/channel.csv!A8");
        assertThat(answer.because()).isEqualTo(plain.because());
        assertThat(answer.intent()).isEqualTo(plain.intent());
        assertThat(answer.channel()).isEqualTo(plain.channel());
    }

    @Test
    void theChosenProfileGivesTheChannelWhileLaterTablesAskAboutTheDefault() {
        Resolution answer = rules.decide(googleAd().signals(), Explain.SUMMARY, new Profiles("short", List.of()));
        assertThat(answer.channel().name()).isEqualTo("Ads");
        assertThat(answer.intent().points()).as("Paid Search gives 20").isEqualTo(20);
        assertThat(answer.because())
                .filteredOn(reason -> reason.decides().equals("channel"))
                .extracting(reason -> reason.row().file())
                .containsExactly("rules/channel.csv", "rules/profiles/short/channel.csv");
    }

    @Test
    void aProfileSeesTheOutcomeThatTheDefaultSaw() {
        TestRules unassigned = withShort()
                .with(
                        "channel.csv",
                        "Decision table,Channel\nHit policy,First match\n\nID,WHEN,THEN\n,Source,Channel\n"
                                + "x,nobody,Email\nlast,,Unassigned\n");
        try (RuleSet others = unassigned.ruleSet()) {
            Resolution answer = others.decide(
                    new TestRules.Lead()
                            .value("promoCode", "saastr 2026")
                            .evidence(promo("saastr"))
                            .signals(),
                    Explain.NONE,
                    new Profiles("short", List.of()));
            assertThat(answer.outcome().word()).isEqualTo("unassigned");
            assertThat(answer.channel().name()).isEqualTo("Met");
        }
    }

    @Test
    void aProfileThatIsNotThereIsSaidSoAndNoLeadFails() {
        Resolution answer = rules.decide(googleAd().signals(), Explain.NONE, new Profiles("gone", List.of()));
        assertThat(answer.channel().id()).isEqualTo("unassigned");
        assertThat(answer.oddities()).anyMatch(oddity -> oddity.contains("no profile gone"));
    }

    @Test
    void theRulesKnowTheirProfilesTheirTablesAndTheirChannels() {
        assertThat(rules.profiles()).containsExactly("short");
        assertThat(rules.tables())
                .last()
                .satisfies(table -> assertThat(table.file()).isEqualTo("rules/profiles/short/channel.csv"));
        assertThat(rules.channels()).extracting(Channel::id).contains("paid-search", "met");
        assertThat(rules.questions(googleAd().signals()))
                .filteredOn(question -> question.table().file().contains("profiles"))
                .hasSize(1);
    }

    @Test
    void aChangedTableOfAProfileCanBeTriedOut() {
        var table = rules.tables().get(rules.tables().size() - 1);
        var fewer = new dev.headwater.table.DecisionTable(
                table.name(),
                table.file(),
                table.sheet(),
                table.hitPolicy(),
                table.about(),
                table.conditions(),
                table.outcomes(),
                table.rows().subList(1, table.rows().size()));
        Resolution answer =
                rules.with(fewer).decide(googleAd().signals(), Explain.NONE, new Profiles("short", List.of()));
        assertThat(answer.channel().name()).isEqualTo("The rest");
    }

    @Test
    void rulesWithoutTheProfileThatIsAnsweredUnderDoNotGoLive() {
        assertThat(RuleGate.keeping("short").against(null, rules)).isEmpty();
        assertThat(RuleGate.keeping(Profiles.DEFAULT).against(null, rules)).isEmpty();
        assertThat(RuleGate.keeping("gone").against(null, rules))
                .extracting(Flaw::toString)
                .singleElement()
                .asString()
                .contains("\"gone\"", "default, short");
    }
}
