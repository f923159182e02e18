package dev.headwater.rules;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
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

    private static final int[] NONE = {};

    private @Nullable Tests tests;
    private @Nullable Object @Nullable [] values;
    private byte @Nullable [] answers;
    private int[] rows = NONE;
    private int count;

    /**
     * The conditions of a table that are asked in Java.
     *
     * @param conditions in the order of their numbers
     * @param slots where the value stands that each of them is asked of
     */
    record Tests(List<Predicate<@Nullable Object>> conditions, int[] slots) {}

    /**
     * Must be called before the fact meets the rules.
     *
     * @param asked the conditions that are asked in Java
     * @param slots the lead's values
     */
    final void begin(Tests asked, @Nullable Object[] slots) {
        tests = asked;
        values = slots;
    }

    /** Called by a generated rule's condition: whether a test is met. Each is asked once at most. */
    public final boolean meets(int test) {
        Tests asked = requireNonNull(tests);
        if (answers == null) {
            answers = new byte[asked.conditions().size()];
        }
        if (answers[test] == 0) {
            Object value = requireNonNull(values)[asked.slots()[test]];
            answers[test] = asked.conditions().get(test).test(value) ? YES : NO;
        }
        return answers[test] == YES;
    }

    /** Called for a generated rule that fits. */
    public final void matched(int row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(4, count * 2));
        }
        rows[count++] = row;
    }

    /** The rows that fit, from top to bottom. */
    final int[] rows() {
        int[] sorted = count == rows.length ? rows : Arrays.copyOf(rows, count);
        if (count > 1) {
            Arrays.sort(sorted);
        }
        return sorted;
    }
}
