package dev.headwater.rules;

import dev.headwater.rules.TableDrl.Field;
import dev.headwater.rules.TableFact.Test;
import dev.headwater.table.DecisionTable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.definition.type.FactType;

/** Asks the engine which rows of one table fit. Immutable. */
final class TableMatcher implements RowMatcher {
    private final DecisionTable table;
    private final MethodHandle newFact;
    private final int[] fieldSlots;
    private final Test[] tests;

    /** @param base holds the table's compiled rules */
    TableMatcher(TableDrl drl, KieBase base) {
        table = drl.table();
        tests = drl.tests();
        fieldSlots = drl.fields().stream().mapToInt(Field::slot).toArray();
        FactType type = base.getFactType(drl.packageName(), drl.factName());
        newFact = constructor(type.getFactClass(), drl.fields());
    }

    @Override
    public DecisionTable table() {
        return table;
    }

    @Override
    public int[] match(RuleSession session, @Nullable Object[] slots) {
        TableFact fact = newFact(slots);
        fact.begin(tests, slots);
        session.ask(fact, table.rows().size());
        return fact.rows();
    }

    private TableFact newFact(@Nullable Object[] slots) {
        @Nullable Object[] values = new @Nullable Object[fieldSlots.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = slots[fieldSlots[i]];
        }
        try {
            return (TableFact) newFact.invokeExact(values);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a generated constructor throws nothing", e);
        }
    }

    private static MethodHandle constructor(Class<?> type, List<Field> fields) {
        MethodType parameters = MethodType.methodType(
                void.class, fields.stream().map(TableMatcher::javaType).toList());
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(type, parameters)
                    .asSpreader(Object[].class, fields.size())
                    .asType(MethodType.methodType(TableFact.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated fact type lacks its constructor", e);
        }
    }

    private static Class<?> javaType(Field field) {
        return switch (field.type()) {
            case "String" -> String.class;
            case "Double" -> Double.class;
            case "Boolean" -> Boolean.class;
            default -> throw new IllegalArgumentException(field.type());
        };
    }
}
