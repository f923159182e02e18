package dev.headwater.rules;

import dev.headwater.table.WordType;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values on their way into a slot, and back to a reader. */
final class Values {
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,18}(\\.\\d{1,18})?");
    private static final int SHOWN = 60;
    private static final Double ZERO = 0.0;

    private Values() {}

    /**
     * A value as its word's type has it: an app may send a number as text, or a flag as {@code "yes"}.
     *
     * @return null where it cannot be one
     */
    static @Nullable Object fit(Object value, WordType type) {
        return switch (type) {
            case TEXT -> value instanceof String ? value : plain(value);
            case NUMBER, AGE -> number(value);
            case FLAG -> flag(value);
        };
    }

    /** What to tell of a value that fits not its word's type. */
    static String misfit(String signal, Object value, WordType type) {
        String text = plain(value);
        String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
        String wanted = type == WordType.FLAG ? "neither yes nor no" : "not a number";
        return signal + " \"" + shown + "\" is " + wanted + ", so it was left out";
    }

    /** A value for people: {@code 250} and not {@code 250.0}, {@code yes} and not {@code true}; null for a missing one. */
    static @Nullable String told(@Nullable Object value, WordType type) {
        if (value == null) {
            return null;
        }
        return type == WordType.AGE ? plain(value) + " days" : plain(value);
    }

    private static @Nullable Double number(Object value) {
        if (value instanceof Double number) {
            // The engine holds -0 to be less than 0, and no reader of a table does; so there is only 0.
            return number == 0 ? ZERO : Double.isFinite(number) ? number : null;
        }
        if (value instanceof String text && NUMBER.matcher(text).matches()) {
            return Double.parseDouble(text) + 0.0;
        }
        return null;
    }

    private static @Nullable Boolean flag(Object value) {
        if (value instanceof String text) {
            return switch (text) {
                case "yes", "true" -> Boolean.TRUE;
                case "no", "false" -> Boolean.FALSE;
                default -> null;
            };
        }
        return value instanceof Boolean flag ? flag : null;
    }

    private static String plain(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            BigDecimal exact = BigDecimal.valueOf(number).stripTrailingZeros();
            return exact.scale() < 0 ? exact.toPlainString() : exact.toString();
        }
        return String.valueOf(value);
    }
}
