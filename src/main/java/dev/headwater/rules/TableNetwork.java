package dev.headwater.rules;

import org.drools.base.base.ClassObjectType;
import org.drools.base.rule.EntryPointId;
import org.drools.core.common.InternalFactHandle;
import org.drools.core.common.PropagationContext;
import org.drools.core.common.ReteEvaluator;
import org.drools.core.reteoo.AlphaNode;
import org.drools.core.reteoo.EmptyObjectSinkAdapter;
import org.drools.core.reteoo.LeftInputAdapterNode;
import org.drools.core.reteoo.LeftTupleSink;
import org.drools.core.reteoo.ObjectSink;
import org.drools.core.reteoo.ObjectSinkPropagator;
import org.drools.core.reteoo.ObjectSource;
import org.drools.core.reteoo.ObjectTypeNode;
import org.drools.core.reteoo.Rete;
import org.drools.core.reteoo.TerminalNode;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/**
 * The engine's network of a table's conditions, asked without a working memory: a fact goes down it, and the rows whose rules
 * it reaches are those that fit.
 *
 * <p>The engine's own way is to store the fact, to make a tuple of each match and put it on an agenda, to fire it, and to
 * take all that out again. Of this, tables want nothing: their rules are single patterns that only say which row they are.
 * So where the network leaves its conditions for a rule, a {@link Row} stands instead and puts its number down at once. The
 * conditions stay the engine's, with all that makes many of them quick: nodes that rules share, equal values found by
 * hashing, ranges by a tree. It is what the engine's own DMN does with its decision tables. Rules that join facts, those of
 * engineers, go the usual way.
 */
final class TableNetwork {
    private static final String ROW = "row";

    private TableNetwork() {}

    /**
     * Lets the conditions of a table's rules end in rows. To be called once, before anybody asks.
     *
     * @return how many rows can be reached
     */
    static int endInRows(KieBase base) {
        ObjectTypeNode facts = facts(base);
        return facts == null ? 0 : endInRows(facts);
    }

    private static int endInRows(ObjectSource source) {
        int rows = 0;
        for (ObjectSink sink : source.getObjectSinkPropagator().getSinks().clone()) {
            if (sink instanceof AlphaNode condition) {
                rows += endInRows(condition);
            } else if (sink instanceof LeftInputAdapterNode end) {
                source.removeObjectSink(end);
                for (LeftTupleSink rule : end.getSinkPropagator().getSinks()) {
                    source.addObjectSink(new Row(number((TerminalNode) rule)));
                    rows++;
                }
            } else {
                throw new IllegalStateException("a row's rule is a single pattern, and has no " + sink);
            }
        }
        return rows;
    }

    private static int number(TerminalNode rule) {
        return Integer.parseInt(String.valueOf(rule.getRule().getMetaData().get(ROW)));
    }

    /** Where a table's facts enter. */
    static ObjectSinkPropagator entry(KieBase base) {
        ObjectTypeNode facts = facts(base);
        return facts == null ? EmptyObjectSinkAdapter.getInstance() : facts.getObjectSinkPropagator();
    }

    /** @return null where there are no rules, and so nobody who asks for facts */
    private static @Nullable ObjectTypeNode facts(KieBase base) {
        Class<?> type = base.getFactType(TableDrl.PACKAGE, TableDrl.FACT).getFactClass();
        Rete rete = ((InternalKnowledgeBase) base).getRete();
        return rete.getObjectTypeNodes(EntryPointId.DEFAULT).get(new ClassObjectType(type));
    }

    /** Where the conditions of a row are all met. */
    private static final class Row extends LeftInputAdapterNode {
        private final int number;

        Row(int number) {
            this.number = number;
        }

        @Override
        public void assertObject(InternalFactHandle fact, PropagationContext context, ReteEvaluator evaluator) {
            ((TableFact) fact.getObject()).matched(number);
        }
    }
}
