package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Resolution;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Row;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A changed table can be tried out beside the rules that are in force. */
class TriedTableTest {
    private static RuleSet rules;

    @BeforeAll
    static void load() {
        rules = new TestRules().ruleSet();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    private static DecisionTable table(String name) {
        return rules.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static DecisionTable changed(String name, UnaryOperator<List<Row>> rows) {
        DecisionTable table = table(name);
        return new DecisionTable(
                table.name(),
                table.file(),
                table.sheet(),
                table.hitPolicy(),
                table.about(),
                table.conditions(),
                table.outcomes(),
                rows.apply(table.rows()));
    }

    private static List<Row> without(List<Row> rows, String id) {
        return rows.stream().filter(row -> !row.id().equals(id)).toList();
    }

    @Test
    void aTableTriedAsItIsChangesNothing() {
        for (DecisionTable table : rules.tables()) {
            Resolution tried = rules.with(table).decide(googleAd().signals(), Explain.FULL);

            assertThat(tried).as(table.name()).isEqualTo(rules.decide(googleAd().signals(), Explain.FULL));
        }
    }

    @Test
    void aTriedTableDecidesAndTheOthersFollow() {
        RuleSet tried = rules.with(changed("Channel", rows -> without(rows, "ps-1")));

        Resolution answer = tried.decide(googleAd().signals(), Explain.SUMMARY);

        assertThat(answer.channel().id()).isEqualTo("unassigned");
        assertThat(answer.because())
                .extracting(Reason::decides, Reason::id)
                .containsExactly(tuple("source", "click"), tuple("channel", "last"), tuple("tier", "last"));
    }

    @Test
    void theRulesInForceStayAsTheyAreAndOpen() {
        try (RuleSet tried = rules.with(changed("Channel", rows -> without(rows, "ps-1")))) {
            tried.decide(googleAd().signals(), Explain.SUMMARY);
        }

        assertThat(rules.decide(googleAd().signals(), Explain.SUMMARY).channel().id())
                .isEqualTo("paid-search");
    }

    @Test
    void aTableOfNowhereIsRefused() {
        DecisionTable channel = table("Channel");
        DecisionTable elsewhere = new DecisionTable(
                channel.name(),
                "rules/elsewhere.csv",
                "",
                channel.hitPolicy(),
                "",
                channel.conditions(),
                channel.outcomes(),
                channel.rows());

        assertThatThrownBy(() -> rules.with(elsewhere)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTriedRowThatSaysWhatNobodyKnowsIsRefused() {
        DecisionTable nonsense = changed(
                "Channel",
                rows -> rows.stream()
                        .map(row -> new Row(
                                row.line(),
                                row.id(),
                                row.conditions(),
                                row.written(),
                                List.of("No such channel"),
                                row.because(),
                                row.from(),
                                row.until()))
                        .toList());

        assertThatThrownBy(() -> rules.with(nonsense))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No such channel");
    }

    @Test
    void eachTableTellsWhatItWasAskedAtThatMoment() {
        List<Question> asked = rules.questions(googleAd().value("touches", 3.0).signals());

        assertThat(asked)
                .extracting(question -> question.table().name())
                .containsExactly("Source", "Channel", "Intent", "Tier");
        assertThat(asked.get(1).values()).containsExactly("resolved", "search", "paid");
        assertThat(asked.get(2).values()).containsExactly("paid search", 3.0, null);
        assertThat(asked.get(3).values()).containsExactly(30.5);
    }
}
