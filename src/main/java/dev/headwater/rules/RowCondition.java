package dev.headwater.rules;

import dev.headwater.table.Condition;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.drools.base.base.ValueResolver;
import org.drools.base.base.field.ObjectFieldImpl;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.IndexableConstraint;
import org.drools.base.rule.accessor.FieldValue;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.accessor.TupleValueExtractor;
import org.drools.base.rule.constraint.AlphaNodeFieldConstraint;
import org.drools.base.util.IndexedValueReader;
import org.drools.base.util.index.ConstraintTypeOperator;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.runtime.rule.FactHandle;

/**
 * What a row asks of one value, as a condition of the engine's. Rules whose conditions are equal share the node that asks
 * them, as far as all those before are equal too. Immutable.
 */
sealed interface RowCondition extends AlphaNodeFieldConstraint {

    boolean holds(TableFact fact);

    /**
     * Compared with a value of its own: of many such beside each other the engine asks none, and finds by hashing which
     * are equal, and by a tree in which ranges a number lies.
     *
     * @param field the number of the field that is compared
     * @param how with what operator
     * @param bound a text or a flag to be equal to, a number to be above or below
     */
    record Compared(int field, ConstraintTypeOperator how, Comparable<?> bound)
            implements RowCondition, IndexableConstraint {

        @Override
        public boolean holds(TableFact fact) {
            Object value = fact.value(field);
            return value != null
                    && switch (how) {
                        case EQUAL -> value.equals(bound);
                        case GREATER_THAN -> (Double) value > (Double) bound;
                        case GREATER_OR_EQUAL -> (Double) value >= (Double) bound;
                        case LESS_THAN -> (Double) value < (Double) bound;
                        case LESS_OR_EQUAL -> (Double) value <= (Double) bound;
                        case NOT_EQUAL, RANGE, UNKNOWN -> throw new IllegalStateException("never made: " + how);
                    };
        }

        @Override
        public ConstraintTypeOperator getConstraintType() {
            return how;
        }

        @Override
        public FieldValue getField() {
            return new ObjectFieldImpl(bound);
        }

        @Override
        public ReadAccessor getFieldExtractor() {
            return new TableFact.Reader(field, bound.getClass());
        }

        @Override
        public boolean isIndexable(int nodeType, KieBaseConfiguration configuration) {
            return true;
        }

        @Override
        public boolean isUnification() {
            return false;
        }

        @Override
        public IndexedValueReader getFieldIndex() {
            throw noJoin();
        }

        @Override
        public TupleValueExtractor getRightIndexExtractor() {
            throw noJoin();
        }

        @Override
        public TupleValueExtractor getLeftIndexExtractor() {
            throw noJoin();
        }

        private static UnsupportedOperationException noJoin() {
            return new UnsupportedOperationException("a row joins nothing");
        }

        @Override
        public Compared clone() {
            return this;
        }
    }

    /**
     * Anything else that costs little to ask.
     *
     * @param field the number of the field that is asked about
     */
    record Asked(int field, Condition condition) implements RowCondition {
        @Override
        public boolean holds(TableFact fact) {
            return condition.test(fact.value(field));
        }

        @Override
        public Asked clone() {
            return this;
        }
    }

    /**
     * What is asked once for each fact at most, however many rows ask it.
     *
     * @param number of the test, as the fact knows it
     */
    record Test(int number) implements RowCondition {
        @Override
        public boolean holds(TableFact fact) {
            return fact.meets(number);
        }

        @Override
        public Test clone() {
            return this;
        }
    }

    @Override
    default boolean isAllowed(FactHandle fact, @Nullable ValueResolver engine) {
        return holds((TableFact) fact.getObject());
    }

    @Override
    default RowCondition cloneIfInUse() {
        return this;
    }

    @Override
    default Declaration[] getRequiredDeclarations() {
        return new Declaration[0];
    }

    @Override
    default void replaceDeclaration(Declaration before, Declaration after) {
        // A row's condition names nothing but its own fact.
    }

    @Override
    default ConstraintType getType() {
        return ConstraintType.ALPHA;
    }

    @Override
    default boolean isTemporal() {
        return false;
    }

    @Override
    default void writeExternal(ObjectOutput out) {
        throw new UnsupportedOperationException("a network is built from its table, never stored");
    }

    @Override
    default void readExternal(ObjectInput in) {
        throw new UnsupportedOperationException("a network is built from its table, never stored");
    }
}
