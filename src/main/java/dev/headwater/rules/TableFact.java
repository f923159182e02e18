package dev.headwater.rules;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.drools.base.base.ValueResolver;
import org.drools.base.base.ValueType;
import org.drools.base.base.extractors.BaseObjectClassFieldReader;
import org.jspecify.annotations.Nullable;
import org.kie.api.definition.type.ClassReactive;

/**
 * What the rules of one table see of one lead, and where they say that they fit. Its fields are the words that the table
 * asks for, by their numbers.
 *
 * <p>Lives for one question to one table.
 */
@ClassReactive
final class TableFact {
    private static final byte YES = 1;
    private static final byte NO = 2;

    private static final int[] NONE = {};

    private final Asked asked;
    private final @Nullable Object[] values;
    private byte @Nullable [] answers;
    private int[] rows = NONE;
    private int count;

    /**
     * What a table asks for.
     *
     * @param fields for each field, the slot of its value
     * @param tests those that are asked once at most, in the order of their numbers
     * @param tested for each test, the slot of the value that it is asked of
     */
    record Asked(int[] fields, List<Predicate<@Nullable Object>> tests, int[] tested) {}

    /** @param values the lead's, by slot */
    TableFact(Asked asked, @Nullable Object[] values) {
        this.asked = asked;
        this.values = values;
    }

    @Nullable
    Object value(int field) {
        return values[asked.fields()[field]];
    }

    /** Whether a test is met. Each is asked once at most. */
    boolean meets(int test) {
        if (answers == null) {
            answers = new byte[asked.tests().size()];
        }
        if (answers[test] == 0) {
            answers[test] = asked.tests().get(test).test(values[asked.tested()[test]]) ? YES : NO;
        }
        return answers[test] == YES;
    }

    /** A row fits. */
    void matched(int row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(4, count * 2));
        }
        rows[count++] = row;
    }

    /** The rows that fit, from top to bottom. */
    int[] rows() {
        int[] sorted = count == rows.length ? rows : Arrays.copyOf(rows, count);
        if (count > 1) {
            Arrays.sort(sorted);
        }
        return sorted;
    }

    /** How the engine reads a field that it has an index for. */
    static final class Reader extends BaseObjectClassFieldReader {
        private static final long serialVersionUID = 1L;

        Reader(int field, Class<?> type) {
            super(field, type, ValueType.determineValueType(type));
        }

        @Override
        public @Nullable Object getValue(@Nullable ValueResolver engine, Object fact) {
            return ((TableFact) fact).value(getIndex());
        }
    }
}
