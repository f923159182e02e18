package dev.headwater.rules;

import dev.headwater.rules.TableDrl.Field;
import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Memo;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.drools.core.reteoo.ObjectSinkPropagator;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/** Asks the engine which rows of one table fit. */
final class EngineMatcher implements RowMatcher {
    private static final int MOST_TEXTS = 128;
    private static final int LONGEST_TEXT = 256;

    private final DecisionTable table;
    private final int number;
    private final MethodHandle newFact;
    private final ObjectSinkPropagator network;
    private final TableFact.Tests tests;

    /**
     * @param base holds the table's compiled rules, and no other
     * @param number the place of that knowledge base in sessions
     * @param slots where the values stand that the table asks for
     */
    EngineMatcher(TableDrl drl, KieBase base, int number, Slots slots) {
        this.table = drl.table();
        this.number = number;
        this.network = TableNetwork.entry(base);
        this.newFact = constructor(base, drl.fields(), slots);
        this.tests = new TableFact.Tests(
                drl.tests().stream().map(test -> quick(test.condition())).toList(),
                drl.tests().stream().mapToInt(test -> slots.of(test.word())).toArray());
    }

    /** A regular expression costs microseconds, and the names of campaigns come again and again. */
    private static Predicate<@Nullable Object> quick(Condition condition) {
        if (!(condition instanceof Condition.Like)) {
            return condition::test;
        }
        Memo<String, Boolean> known = new Memo<>(MOST_TEXTS, condition::test);
        return value -> value instanceof String text && text.length() <= LONGEST_TEXT
                ? known.answer(text)
                : condition.test(value);
    }

    @Override
    public DecisionTable table() {
        return table;
    }

    @Override
    public int[] match(RuleSession session, @Nullable Object[] values) {
        TableFact fact = newFact(values);
        fact.begin(tests, values);
        session.ask(number, network, fact);
        return fact.rows();
    }

    private TableFact newFact(@Nullable Object[] slots) {
        try {
            return (TableFact) newFact.invokeExact(slots);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a generated constructor throws nothing", e);
        }
    }

    /** Takes all slots and picks each field's own, so that no array has to be filled for each fact. */
    private static MethodHandle constructor(KieBase base, List<Field> fields, Slots slots) {
        Class<?> type = base.getFactType(TableDrl.PACKAGE, TableDrl.FACT).getFactClass();
        MethodType parameters = MethodType.methodType(
                void.class, fields.stream().map(Field::javaType).toArray(Class<?>[]::new));
        MethodHandle[] pickers = fields.stream()
                .map(field -> MethodHandles.insertArguments(
                                MethodHandles.arrayElementGetter(Object[].class), 1, slots.of(field.word()))
                        .asType(MethodType.methodType(field.javaType(), Object[].class)))
                .toArray(MethodHandle[]::new);
        try {
            MethodHandle constructor = MethodHandles.publicLookup().findConstructor(type, parameters);
            return MethodHandles.permuteArguments(
                    MethodHandles.filterArguments(constructor, 0, pickers)
                            .asType(MethodType.methodType(TableFact.class, allSlots(fields.size()))),
                    MethodType.methodType(TableFact.class, Object[].class),
                    new int[fields.size()]);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a generated fact type lacks its constructor", e);
        }
    }

    private static Class<?>[] allSlots(int times) {
        return Collections.nCopies(times, Object[].class).toArray(Class<?>[]::new);
    }
}
