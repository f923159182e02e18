package dev.headwater.rules;

import dev.headwater.table.Condition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one table see of one lead, and where they say that they fit. Each table has a fact type of its own,
 * generated with a field for each word that the table asks for; it extends this one.
 *
 * <p>Lives for one question to one table. Public only because generated classes live in packages of their own.
 */
public abstract class TableFact {
    private static final byte YES = 1;
    private static final byte NO = 2;

    private Test[] tests = {};
    private byte[] answers = {};
    private @Nullable Object[] values = {};
    private int[] rows = new int[8];
    private int count;

    /**
     * A condition that the rule language could only say at a price (a pattern, a list of any length), asked in Java
     * instead.
     *
     * @param slot where the value stands
     * @param condition what is asked of it
     */
    record Test(int slot, Condition condition) {}

    /** Must be called before the fact meets the rules. */
    final void begin(Test[] asked, @Nullable Object[] slots) {
        tests = asked;
        answers = new byte[asked.length];
        values = slots;
    }

    /** Called by a generated rule's condition: whether a test is met. Each is asked once at most. */
    public final boolean meets(int test) {
        if (answers[test] == 0) {
            Test asked = tests[test];
            answers[test] = asked.condition().test(values[asked.slot()]) ? YES : NO;
        }
        return answers[test] == YES;
    }

    /** Called by a generated rule that fits. */
    public final void matched(int row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count * 2);
        }
        rows[count++] = row;
    }

    /** The rows that fit, from top to bottom. */
    final int[] rows() {
        int[] sorted = Arrays.copyOf(rows, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
