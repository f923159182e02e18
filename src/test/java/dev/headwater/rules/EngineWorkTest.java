package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.tags;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

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
    private int inserted;
    private int deleted;
    private int fired;

    @Test
    void aTableIsAskedWithoutStoringAFactOrFiringARule() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Condition condition = new Condition.OneOf(List.of("v" + i));
            rows.add(new Row(i + 2, "r" + i, List.of(condition), List.of("v" + i), List.of(), "", null, null));
        }
        Column column = new Column(RandomTables.word("attributes.w", WordType.TEXT), 1);
        DecisionTable table = new DecisionTable(
                "Work", "rules/work.csv", "", HitPolicy.FIRST_MATCH, "", List.of(column), List.of(), rows);
        TableDrl drl = new TableDrl(table);
        KieBase base = requireNonNull(Knowledge.compile(drl, new ArrayList<>()));
        EngineMatcher matcher = new EngineMatcher(drl, base, 0, new Slots(List.of(table)));
        RuleSession session = new RuleSession(List.of(base));
        assertThat(matcher.match(session, new Object[] {"v1"})).containsExactly(1);

        count(base);
        assertThat(matcher.match(session, new Object[] {"v2"})).containsExactly(2);
        assertThat(matcher.match(session, new Object[] {"v7"})).isEmpty();
        assertThat(List.of(inserted, fired)).as("facts stored, rules fired").containsExactly(0, 0);
        session.dispose();
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
        EngineerRules rules = new EngineerRules(files, 0);
        RuleSession session = new RuleSession(List.of(base));
        Signals muddle = googleAd()
                .value("tagged", true)
                .evidence(tags("facebook", "meta", "email", "email"))
                .signals();
        int conflicts = rules.judge(session, muddle).size();
        assertThat(conflicts).isPositive();

        count(base);
        rules.judge(session, muddle);
        assertThat(List.of(inserted, deleted, fired))
                .as("facts stored (the judgement, and each piece of evidence), facts taken out again, rules fired")
                .containsExactly(3, 3, conflicts);
        rules.judge(session, googleAd().signals());
        assertThat(List.of(inserted, fired))
                .as("the same after a lead of one piece of evidence, which nothing can contradict")
                .containsExactly(3, conflicts);
        session.dispose();
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
