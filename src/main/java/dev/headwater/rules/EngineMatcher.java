package dev.headwater.rules;

import dev.headwater.rules.TableDrl.Field;
import dev.headwater.rules.TableDrl.Test;
import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/** Asks the engine which rows of one table fit. */
final class EngineMatcher implements RowMatcher {
    private final DecisionTable table;
    private final int number;
    private final MethodHandle newFact;
    private final int[] fieldSlots;
    private final Condition[] tests;
    private final int[] testSlots;

    /**
     * @param base holds the table's compiled rules, and no other
     * @param number the place of that knowledge base in sessions
     * @param slots where the values stand that the table asks for
     */
    EngineMatcher(TableDrl drl, KieBase base, int number, Slots slots) {
        this.table = drl.table();
        this.number = number;
        this.newFact = constructor(base, drl.fields());
        this.fieldSlots =
                drl.fields().stream().mapToInt(field -> slots.of(field.word())).toArray();
        this.tests = drl.tests().stream().map(Test::condition).toArray(Condition[]::new);
        this.testSlots =
                drl.tests().stream().mapToInt(test -> slots.of(test.word())).toArray();
    }

    @Override
    public DecisionTable table() {
        return table;
    }

    @Override
    public int[] match(RuleSession session, @Nullable Object[] values) {
        TableFact fact = newFact(values);
        fact.begin(tests, testSlots, values);
        session.ask(number, fact, table.rows().size());
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

    private static MethodHandle constructor(KieBase base, List<Field> fields) {
        Class<?> type = base.getFactType(TableDrl.PACKAGE, TableDrl.FACT).getFactClass();
        MethodType parameters = MethodType.methodType(
                void.class, fields.stream().map(Field::javaType).toArray(Class<?>[]::new));
        try {
            return MethodHandles.publicLookup()
                    .findConstructor(type, parameters)
                    .asSpreader(Object[].class, fields.size())
                    .asType(MethodType.methodType(TableFact.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated fact type lacks its constructor", e);
        }
    }
}
