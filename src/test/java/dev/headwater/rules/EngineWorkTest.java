package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.tags;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.headwater.signal.Evidence;
import dev.headwater.signal.Signals;
import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.Flaw;
import dev.headwater.table.HitPolicy;
import dev.headwater.table.WordType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;
import org.kie.api.event.rule.AfterMatchFiredEvent;
import org.kie.api.event.rule.DefaultAgendaEventListener;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectDeletedEvent;
import org.kie.api.event.rule.ObjectInsertedEvent;

/**
 * What the engine has to do for a lead, counted. Whoever sees a count here grow has made each lead dearer: facts that are
 * stored and rules that fire are what costs most in the engine.
 */
class EngineWorkTest {
    private static final int ROWS = 300;
    private static final Condition LIKE = new Condition.Like("x*", Pattern.compile("^x"));

    private int inserted;
    private int deleted;
    private int fired;

    @Test
    void ofRowsToldByATextTheConditionsOfThatRowAreAskedAlone() {
        assertThat(testsAsked("v7", i -> new Condition.OneOf(List.of("v" + i)))).containsExactly(7);
        assertThat(testsAsked("v300", i -> new Condition.OneOf(List.of("v" + i))))
                .isEmpty();
    }

    @Test
    void whatManyRowsAskIsAskedOnce() {
        assertThat(testsAsked("v7", i -> i % 2 == 0 ? new Condition.Anything() : new Condition.Known()))
                .hasSize(ROWS);
        DecisionTable table = table(i -> new Condition.OneOf(List.of("v" + i)), i -> LIKE);
        assertThat(new TableRules(table).tests()).hasSize(1);
    }

    /** The tests that the engine asks of one value, in a table where each row asks for it and has a test of its own. */
    private static List<Integer> testsAsked(String value, IntFunction<Condition> first) {
        TableRules rules = new TableRules(table(first, i -> new Condition.Like(i + "*", Pattern.compile("^" + i))));
        List<Integer> asked = new ArrayList<>();
        List<Predicate<@Nullable Object>> tests = new ArrayList<>();
        for (int i = 0; i < rules.tests().size(); i++) {
            int number = i;
            tests.add(other -> asked.add(number));
        }
        TableFact fact = new TableFact(
                new TableFact.Asked(new int[] {0}, tests, new int[rules.tests().size()]), new Object[] {value});
        TableNetwork.of(rules.rules()).ask(fact);
        assertThat(fact.rows()).hasSameSizeAs(asked);
        return asked;
    }

    private static DecisionTable table(IntFunction<Condition> first, IntFunction<Condition> second) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            List<Condition> conditions = List.of(first.apply(i), second.apply(i));
            rows.add(new Row(i + 2, "r" + i, conditions, List.of("", ""), List.of(), "", null, null));
        }
        List<Column> columns = List.of(
                new Column(RandomTables.word("attributes.w", WordType.TEXT), 1),
                new Column(RandomTables.word("attributes.x", WordType.TEXT), 2));
        return new DecisionTable("Work", "rules/work.csv", "", HitPolicy.ALL_MATCHES, "", columns, List.of(), rows);
    }

    @Test
    void engineersRulesFireOncePerConflictAndLeaveNothingBehind() {
        List<Flaw> flaws = new ArrayList<>();
        List<DrlFile> files = new ArrayList<>();
        new TestRules().files().forEach((name, content) -> {
            if (name.endsWith(".drl")) {
                files.add(requireNonNull(DrlFile.read(name, content, flaws)));
            }
        });
        KieBase base = requireNonNull(Knowledge.compile(files, flaws));
        EngineerRules rules = new EngineerRules(files);
        RuleSession session = new RuleSession(base);
        Signals muddle = googleAd()
                .value("tagged", true)
                .evidence(tags("facebook", "meta", "email", "email"))
                .signals();
        session.judge(new Judgement(muddle), List.of());

        count(base);
        int conflicts = rules.judge(session, muddle).size();
        assertThat(conflicts).isPositive();
        assertThat(List.of(inserted, deleted, fired))
                .as(
                        "facts stored (the judgement, and each piece of evidence), facts taken out again, rules fired; each twice: to"
                                + " see whether anything contradicts such evidence, and what does")
                .containsExactly(2 * 3, 2 * 3, 2 * conflicts);
        rules.judge(session, googleAd().signals());
        assertThat(rules.judge(session, muddle)).hasSize(conflicts);
        assertThat(List.of(inserted, fired))
                .as("the same after a lead of one piece of evidence, which nothing can contradict, and one more of the"
                        + " evidence that was judged already")
                .containsExactly(2 * 3, 2 * conflicts);

        rules.judge(session, campaign("facebook", "meta", "email", "autumn"));
        assertThat(inserted).as("another campaign of the kind").isEqualTo(3 * 3);
        assertThat(rules.judge(session, campaign("google", "google", "cpc", "autumn")))
                .isEmpty();
        assertThat(inserted).as("one that nothing contradicts").isEqualTo(4 * 3);
        for (int i = 0; i < 100; i++) {
            assertThat(rules.judge(session, campaign("google", "google", "cpc", "campaign " + i)))
                    .isEmpty();
        }
        assertThat(inserted).as("a hundred of those").isEqualTo(4 * 3);
        session.dispose();
    }

    private static Signals campaign(String source, String network, String medium, String name) {
        Evidence tags = tags(source, network, medium, medium.equals("cpc") ? "paid" : medium);
        return googleAd()
                .value("tagged", true)
                .evidence(new Evidence(
                        tags.kind(),
                        tags.value() + " / " + name,
                        tags.source(),
                        tags.category(),
                        tags.network(),
                        tags.medium(),
                        tags.mediumClass(),
                        tags.cost(),
                        "what was searched for: " + name))
                .signals();
    }

    private void count(KieBase base) {
        base.getKieSessions().forEach(session -> {
            session.addEventListener(new DefaultRuleRuntimeEventListener() {
                @Override
                public void objectInserted(ObjectInsertedEvent event) {
                    inserted++;
                }

                @Override
                public void objectDeleted(ObjectDeletedEvent event) {
                    deleted++;
                }
            });
            session.addEventListener(new DefaultAgendaEventListener() {
                @Override
                public void afterMatchFired(AfterMatchFiredEvent event) {
                    fired++;
                }
            });
        });
        assertThat(base.getKieSessions()).hasSize(1);
    }
}
