package dev.headwater.rules;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.drools.base.base.ClassObjectType;
import org.drools.base.definitions.InternalKnowledgePackage;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.EntryPointId;
import org.drools.base.rule.Pattern;
import org.drools.core.common.DefaultFactHandle;
import org.drools.core.common.InternalFactHandle;
import org.drools.core.common.PropagationContext;
import org.drools.core.common.ReteEvaluator;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.CoreComponentFactory;
import org.drools.core.reteoo.EmptyObjectSinkAdapter;
import org.drools.core.reteoo.LeftInputAdapterNode;
import org.drools.core.reteoo.LeftTupleSink;
import org.drools.core.reteoo.ObjectSink;
import org.drools.core.reteoo.ObjectSinkPropagator;
import org.drools.core.reteoo.ObjectSource;
import org.drools.core.reteoo.ObjectTypeNode;
import org.drools.core.reteoo.TerminalNode;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.jspecify.annotations.Nullable;

/**
 * The engine's network of a table's conditions, asked without a working memory: a fact goes down it, and the rows whose rules
 * it reaches are those that fit. Immutable, and asked by many threads at once.
 *
 * <p>The engine's own way is to store the fact, to make a tuple of each match and put it on an agenda, to fire it, and to
 * take all that out again. Of this, tables want nothing: their rules are single patterns that only say which row they are.
 * So where the network leaves its conditions for a rule, a {@link End} stands instead and puts its row down at once. The
 * network stays the engine's, with all that makes many conditions quick: nodes that rules share, equal values found by
 * hashing, ranges by a tree. It is what the engine's own DMN does with its decision tables. Rules that join facts, those of
 * engineers, go the usual way.
 */
final class TableNetwork {
    private static final String PACKAGE = "dev.headwater.tables";
    private static final ClassObjectType FACTS = new ClassObjectType(TableFact.class);
    private static final String ROW = "row";

    private final ObjectSinkPropagator entry;
    private final int rows;

    private TableNetwork(ObjectSinkPropagator entry, int rows) {
        this.entry = entry;
        this.rows = rows;
    }

    /** @param rules for each row of a table, what it asks */
    static TableNetwork of(List<List<RowCondition>> rules) {
        InternalKnowledgePackage all = CoreComponentFactory.get().createKnowledgePackage(PACKAGE);
        for (int row = 0; row < rules.size(); row++) {
            all.addRule(rule(row, rules.get(row)));
        }
        InternalKnowledgeBase base = Knowledge.emptyBase();
        base.addPackages(List.of(all));
        ObjectTypeNode facts =
                base.getRete().getObjectTypeNodes(EntryPointId.DEFAULT).get(FACTS);
        if (facts == null) {
            return new TableNetwork(EmptyObjectSinkAdapter.getInstance(), 0);
        }
        // Before the way in is taken, for it changes with what it leads to.
        int rows = endInRows(facts);
        return new TableNetwork(facts.getObjectSinkPropagator(), rows);
    }

    private static RuleImpl rule(int row, List<RowCondition> conditions) {
        Pattern pattern = new Pattern(0, FACTS);
        conditions.forEach(pattern::addConstraint);
        RuleImpl rule = new RuleImpl("row " + row);
        rule.setPackage(PACKAGE);
        rule.addMetaAttribute(ROW, row);
        rule.addPattern(pattern);
        return rule;
    }

    /** How many rows can be reached. */
    int rows() {
        return rows;
    }

    /** Shows a fact to the rules of the table; it then knows the rows that fit. */
    void ask(TableFact fact) {
        entry.propagateAssertObject(new DefaultFactHandle(fact), null, null);
    }

    private static int endInRows(ObjectSource source) {
        int rows = 0;
        for (ObjectSink sink : source.getObjectSinkPropagator().getSinks().clone()) {
            if (sink instanceof AlphaNode condition) {
                rows += endInRows(condition);
            } else if (sink instanceof LeftInputAdapterNode end) {
                source.removeObjectSink(end);
                for (LeftTupleSink rule : end.getSinkPropagator().getSinks()) {
                    source.addObjectSink(new End(row((TerminalNode) rule)));
                    rows++;
                }
            } else {
                throw new IllegalStateException("a row's rule is a single pattern, and has no " + sink);
            }
        }
        return rows;
    }

    private static int row(TerminalNode rule) {
        return (Integer) requireNonNull(rule.getRule().getMetaData().get(ROW));
    }

    /** Where the conditions of a row are all met. */
    private static final class End extends LeftInputAdapterNode {
        private final int row;

        End(int row) {
            this.row = row;
        }

        @Override
        public void assertObject(
                InternalFactHandle fact, @Nullable PropagationContext context, @Nullable ReteEvaluator evaluator) {
            ((TableFact) fact.getObject()).matched(row);
        }
    }
}
