package dev.headwater.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.decision.NearMiss;
import dev.headwater.resolver.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scenarios can expect: each expectation that is met stands beside a near miss. */
class ExpectedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: google-ads",
                "source: Google Ads",
                "source: GOOGLE ads",
                "source: [bing, google-ads]",
                "source: bing, google-ads",
                "source: google*",
                "source: not google",
                "source: not none",
                "channel: Paid Search",
                "channel: not (email, direct)",
                "channel: not paid-so*",
                "points: not 84",
                "points: not (1..84)",
                "primary.touchedAt: not 4 days ago",
                "campaign.name: not missing",
                "outcome: resolved",
                "outcome: [direct, resolved]",
                "tier: high",
                "tier: not Low",
                "points: 85",
                "points: '>= 40'",
                "points: 80..90",
                "confidence: 0.7",
                "confidence: 0.5..0.7",
                "confidence: '< 0.71'",
                "evidence: click-id",
                "evidence: [click-id, referrer]",
                "medium: cpc",
                "mediumClass: paid",
                "campaign: { source: newsletter, medium: cpc, term: none, content: null }",
                "campaign.name: '\"Spring, Sale\"'",
                "campaign.name: 'spring*'",
                "primary: { source: bing, channel: organic-search, touchedAt: 3 days ago }",
                "primary.touchedAt: 2026-11-20T11:00:00+01:00",
                "history: { touches: 2, recorded: yes }",
                "history.recorded: true",
                "conflicts: [source-conflict]",
                "conflicts: Source-Conflict",
                "because: [ { source: s-click }, { channel: ps-1 }, { points: demo }, { tier: HIGH } ]",
                "because: { points: not newsletter }",
                "evidence: [ { kind: click-id, won: yes }, { kind: self-report, won: no, source: Word of Mouth } ]",
                "evidence: [ { kind: self-report, value: '*friend*', category: word of mouth, medium: none } ]",
                "oddities: [landing URL was cut]",
                "mend: none",
            })
    void isMet(String expectation) {
        assertThat(differences(expectation, Answers.paidSearch())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: google",
                "source: ads",
                "source: none",
                "source: [bing, google]",
                "source: not google-ads",
                "source: not Google Ads",
                "source: not google*",
                "channel: paid-social",
                "channel: not (email, paid-search)",
                "outcome: unknown",
                "tier: not High",
                "points: 84",
                "points: not 80..90",
                "points: '> 85'",
                "points: 86..90",
                "points: none",
                "confidence: '< 0.7'",
                "confidence: 0.71..1",
                "evidence: [campaign-tags, referrer]",
                "evidence: none",
                "medium: missing",
                "mediumClass: none",
                "campaign: { term: known }",
                "campaign: { name: spring }",
                "primary.touchedAt: 4 days ago",
                "primary.source: none",
                "history.touches: 3",
                "history.recorded: no",
                "conflicts: []",
                "conflicts: none",
                "conflicts: [source-conflict, medium-conflict]",
                "conflicts: [conflict]",
                "because: { channel: ps-2 }",
                "because: { channel: none }",
                "because: { points: newsletter }",
                "because: { points: not demo }",
                "evidence: [ { kind: click-id, won: no } ]",
                "evidence: [ { kind: referrer } ]",
                "evidence: [ { kind: self-report, source: google-ads } ]",
                "oddities: [referrer was cut]",
                "oddities: []",
                "mend: landing page",
            })
    void isNotMet(String expectation) {
        assertThat(differences(expectation, Answers.paidSearch())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: none",
                "source: null",
                "source: ~",
                "source: missing",
                "source: not google",
                "mediumClass: none",
                "evidence: none",
                "confidence: 0",
                "points: 0",
                "primary: { source: none, channel: none, touchedAt: none }",
                "conflicts: []",
                "because: { points: none }",
                "oddities: none",
                "mend: landing page or the REFERRER",
            })
    void isMetWhereNothingIsKnown(String expectation) {
        assertThat(differences(expectation, Answers.unknown())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: known",
                "source: not none",
                "source: google*",
                "mediumClass: not none",
                "primary.touchedAt: 1 day ago",
                "mend: none",
                "because: { points: demo }",
            })
    void isNotMetWhereNothingIsKnown(String expectation) {
        assertThat(differences(expectation, Answers.unknown())).hasSize(1);
    }

    @Test
    void aDifferenceNamesTheRowThatDecidedAndTheOneThatAlmostDid() {
        assertThat(differences("channel: email", Answers.paidSearch()))
                .singleElement()
                .satisfies(mismatch -> {
                    assertThat(mismatch.sentence())
                            .isEqualTo("channel: expected email, but it was Paid Search (paid-search)");
                    assertThat(mismatch.place().line()).isEqualTo(7);
                    assertThat(mismatch.decidedBy())
                            .extracting(Mismatch.Decider::toString)
                            .containsExactly("rules/channel.xlsx!Channel!A14 (ps-1): because of ps-1");
                    assertThat(mismatch.near())
                            .singleElement()
                            .satisfies(near -> assertThat(near.id()).isEqualTo("em-1"));
                });
    }

    @Test
    void aRowThatAlmostFittedIsToldOnlyWhereItGivesWhatIsExpected() {
        assertThat(near("channel: [direct, Email]")).containsExactly("em-1");
        assertThat(near("channel: online-talk")).containsExactly("web-0");
        assertThat(near("channel: direct")).isEmpty();
        assertThat(near("tier: Low")).isEmpty();
    }

    @Test
    void anExpectedRowThatAlmostFittedIsTold() {
        assertThat(near("because: { channel: web-0 }")).containsExactly("web-0");
        assertThat(near("because: { channel: web-1 }")).isEmpty();
    }

    @Test
    void aDifferenceInPointsNamesEveryRowThatGaveSome() {
        assertThat(differences("points: 60", Answers.paidSearch()))
                .singleElement()
                .satisfies(mismatch -> assertThat(mismatch.decidedBy())
                        .extracting(Mismatch.Decider::id)
                        .containsExactly("demo", "search"));
    }

    @Test
    void anUnexpectedConflictNamesTheRuleThatSawIt() {
        assertThat(differences("conflicts: []", Answers.paidSearch()))
                .singleElement()
                .satisfies(mismatch -> assertThat(mismatch.decidedBy())
                        .extracting(Mismatch.Decider::toString)
                        .containsExactly("rules/conflicts.drl!line 14 (source-conflict): "
                                + "gclid is of google, the tags of newsletter"));
    }

    @Test
    void severalDifferencesAreToldInTheAuthorsOrder() {
        assertThat(differences("tier: Low\n      source: bing\n      channel: paid-search", Answers.paidSearch()))
                .extracting(Mismatch::what)
                .containsExactly("tier", "source");
    }

    private static List<String> near(String expectation) {
        return differences(expectation, Answers.paidSearch()).stream()
                .flatMap(mismatch -> mismatch.near().stream())
                .map(NearMiss::id)
                .toList();
    }

    private static List<Mismatch> differences(String expectation, Answer answer) {
        String file = """
                suite: Expectations
                now: 2026-11-23T10:00:00Z
                scenarios:
                  - name: It is read
                    lead: {}
                    expect:
                      %s
                """.formatted(expectation);
        ScenarioFile.Reading reading = ScenarioFile.read("expectations.yaml", file.getBytes(UTF_8));
        assertThat(reading).isInstanceOf(ScenarioFile.Read.class);
        return ((ScenarioFile.Read) reading)
                .file().scenarios().get(0).expected().stream()
                        .flatMap(expected -> expected.differencesTo(answer, Answers.RULES).stream())
                        .toList();
    }
}
