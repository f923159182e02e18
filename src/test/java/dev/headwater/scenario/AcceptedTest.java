package dev.headwater.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Answers written into scenario files as what is expected. */
class AcceptedTest {
    private static final String SUITE = """
            # Of visits that nothing led to
            suite: Direct
            now: 2026-11-23T10:00:00Z
            scenarios:
              - name: A bare visit   # the plainest
                lead: { landingUrl: "https://acme.example/" }
                expect: { outcome: direct,   channel: %s, conflicts: %s }  # and no more
            """;

    @Test
    void aValueIsReplacedWhereItStandsAndNothingElse() {
        Accepted accepted = accepted("s.yaml", SUITE.formatted("\"paid-search\"", "[ source-conflict ]"));
        assertThat(accepted.text()).isEqualTo(SUITE.formatted("direct", "[]"));
        assertThat(accepted.accepted()).isEqualTo(2);
        assertThat(accepted.refused()).isEmpty();
    }

    @Test
    void windowsLineEndsAByteOrderMarkAndCharactersBeyondTheFirstPlaneStayAsTheyAre() {
        String odd =
                "\uFEFF" + SUITE.replace("plainest", "\uD83D\uDE00 plainest").replace("\n", "\r\n");
        Accepted accepted = accepted("s.yaml", odd.formatted("email", "[]"));
        assertThat(accepted.text()).isEqualTo(odd.formatted("direct", "[]"));
    }

    @Test
    void aFileThatIsMetStaysAsItIs() {
        Accepted accepted = accepted("s.yaml", SUITE.formatted("direct", "[]"));
        assertThat(accepted.text()).isEqualTo(SUITE.formatted("direct", "[]"));
        assertThat(accepted.accepted()).isZero();
    }

    @Test
    void whatSaysMoreThanOneValueIsLeftToItsAuthor() {
        String several = SUITE.formatted("[email, sms]", "[]");
        Accepted accepted = accepted("s.yaml", several);
        assertThat(accepted.text()).isEqualTo(several);
        assertThat(accepted.refused())
                .containsExactly("s.yaml:7: channel is left as it is: \"email or sms\" says more than one value could");
        assertThat(accepted("s.yaml", SUITE.formatted("not direct", "[]")).accepted())
                .isZero();
        assertThat(accepted("s.yaml", SUITE.formatted("paid*", "[]")).accepted())
                .isZero();
    }

    @Test
    void whatCanBeAcceptedIsAcceptedBesideWhatCannot() {
        Accepted accepted = accepted("s.yaml", SUITE.formatted("not direct", "[a]"));
        assertThat(accepted.text()).isEqualTo(SUITE.formatted("not direct", "[]"));
        assertThat(accepted.refused()).hasSize(1);
    }

    @Test
    void jsonStaysJson() {
        String json = """
                {
                \t"suite": "S", "now": "2026-11-23T10:00:00Z",
                \t"scenarios": [
                \t\t{ "name": "A", "lead": { "landingUrl": "https://acme.example/" }, "expect": { "channel": %s, "confidence": %s } }
                \t]
                }
                """;
        Accepted accepted = accepted("s.json", json.formatted("\"email\"", "7"));
        assertThat(accepted.accepted()).isEqualTo(2);
        assertThat(accepted.text()).contains("\t\t{ \"name\": \"A\"").contains("\"channel\": \"direct\"");
        assertThat(ShippedRules.run("s.json", accepted.text()).passed()).isEqualTo(1);
    }

    @Test
    void aTableIsChangedByHand() {
        String table =
                "Scenarios,S\nNow,2026-11-23T10:00:00Z\n\nname,landingUrl,expect.channel\nA,https://acme.example/,email\n";
        assertThat(accepted("s.csv", table).refused())
                .containsExactly("s.csv, cell C5: channel is left as it is: tables are changed by hand;"
                        + " write Direct (direct) there if that is right");
    }

    private static Accepted accepted(String name, String text) {
        return Accepted.into(text, ShippedRules.run(name, text), ShippedRules.line()::run);
    }
}
