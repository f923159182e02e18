package dev.headwater.table;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a WHEN cell asks of one value. Text values and operands are folded ({@link Text#fold}), so that case and blanks
 * never matter; a missing value is null and meets only {@link Anything} and {@link Missing} (and {@link NoneOf}).
 */
public sealed interface Condition {

    /** Whether a value of the column's type, or null for a missing one, meets this condition. */
    boolean test(@Nullable Object value);

    /** An empty cell, {@code -} or {@code any}: always met. */
    record Anything() implements Condition {
        @Override
        public boolean test(@Nullable Object value) {
            return true;
        }
    }

    /** {@code known}: there is a value. */
    record Known() implements Condition {
        @Override
        public boolean test(@Nullable Object value) {
            return value != null;
        }
    }

    /** {@code missing}: there is no value. */
    record Missing() implements Condition {
        @Override
        public boolean test(@Nullable Object value) {
            return value == null;
        }
    }

    /**
     * {@code cpc} or {@code cpc, ppc, paid}: one of these texts.
     *
     * @param texts folded, at least one, in the author's order
     */
    record OneOf(List<String> texts) implements Condition {
        public OneOf {
            texts = List.copyOf(texts);
        }

        @Override
        public boolean test(@Nullable Object value) {
            return value != null && texts.contains(value);
        }
    }

    /**
     * {@code not email} or {@code not (email, sms)}: none of these texts; a missing value is none of them.
     *
     * @param texts folded, at least one
     */
    record NoneOf(List<String> texts) implements Condition {
        public NoneOf {
            texts = List.copyOf(texts);
        }

        @Override
        public boolean test(@Nullable Object value) {
            return value == null || !texts.contains(value);
        }
    }

    /**
     * {@code paid*}, {@code *shop*} or {@code matches ^…$}: the value matches, from end to end for a wildcard and
     * anywhere for a regular expression.
     *
     * @param written the cell's own text
     * @param pattern linear in the length of the value, whatever the author wrote
     */
    record Like(String written, Pattern pattern) implements Condition {
        @Override
        public boolean test(@Nullable Object value) {
            return value instanceof String text && pattern.matcher(text).find();
        }
    }

    /**
     * {@code in Paid mediums}: one of the values of a named list.
     *
     * @param list the list's name as the author wrote it
     * @param texts its values, folded
     */
    record InList(String list, Set<String> texts) implements Condition {
        public InList {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean test(@Nullable Object value) {
            return value instanceof String text && texts.contains(text);
        }
    }

    /**
     * {@code yes} or {@code no}. A missing flag is neither.
     *
     * @param wanted true for {@code yes}
     */
    record Flag(boolean wanted) implements Condition {
        @Override
        public boolean test(@Nullable Object value) {
            return value instanceof Boolean flag && flag == wanted;
        }
    }

    /**
     * {@code 3}, {@code >= 3}, {@code 3..7}, {@code within 7 days}, {@code > 30 days}: a number between two bounds.
     *
     * @param low the lower bound; negative infinity for none
     * @param lowIncluded whether the lower bound itself fits
     * @param high the upper bound; positive infinity for none
     * @param highIncluded whether the upper bound itself fits
     */
    record Between(double low, boolean lowIncluded, double high, boolean highIncluded) implements Condition {
        @Override
        public boolean test(@Nullable Object value) {
            return value instanceof Double number
                    && (lowIncluded ? number >= low : number > low)
                    && (highIncluded ? number <= high : number < high);
        }
    }
}
