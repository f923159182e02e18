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

    private Condition[] conditions = {};
    private byte[] answers = {};
    private int[] asked = {};
    private @Nullable Object[] values = {};
    private int[] rows = new int[8];
    private int count;

    /**
     * Must be called before the fact meets the rules.
     *
     * @param tests the conditions that are asked in Java
     * @param testSlots where the value stands that each of them is asked of
     * @param slots the lead's values
     */
    final void begin(Condition[] tests, int[] testSlots, @Nullable Object[] slots) {
        conditions = tests;
        answers = new byte[tests.length];
        asked = testSlots;
        values = slots;
    }

    /** Called by a generated rule's condition: whether a test is met. Each is asked once at most. */
    public final boolean meets(int test) {
        if (answers[test] == 0) {
            answers[test] = conditions[test].test(values[asked[test]]) ? YES : NO;
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
