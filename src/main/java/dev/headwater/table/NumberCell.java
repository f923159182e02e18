package dev.headwater.table;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one cell of a column of numbers or ages. */
final class NumberCell {
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry(">", ">"),
            Map.entry("more than", ">"),
            Map.entry("over", ">"),
            Map.entry("older than", ">"),
            Map.entry(">=", ">="),
            Map.entry("=>", ">="),
            Map.entry("\u2265", ">="),
            Map.entry("at least", ">="),
            Map.entry("<", "<"),
            Map.entry("less than", "<"),
            Map.entry("under", "<"),
            Map.entry("<=", "<="),
            Map.entry("=<", "<="),
            Map.entry("\u2264", "<="),
            Map.entry("at most", "<="),
            Map.entry("up to", "<="),
            Map.entry("within", "<="),
            Map.entry("within the last", "<="),
            Map.entry("in the last", "<="),
            Map.entry("=", "="),
            Map.entry("", "="));

    private static final Map<String, Double> DAYS = Map.ofEntries(
            Map.entry("minute", 1.0 / 1440),
            Map.entry("minutes", 1.0 / 1440),
            Map.entry("min", 1.0 / 1440),
            Map.entry("hour", 1.0 / 24),
            Map.entry("hours", 1.0 / 24),
            Map.entry("h", 1.0 / 24),
            Map.entry("day", 1.0),
            Map.entry("days", 1.0),
            Map.entry("d", 1.0),
            Map.entry("week", 7.0),
            Map.entry("weeks", 7.0),
            Map.entry("w", 7.0));

    private static final String NUMBER = "([+-]?(?:\\d+(?:[., '\u2019]\\d+)*|\\.\\d+)(?:e[+-]?\\d+)?%?)";
    private static final String UNIT = " ?([a-z]*)";
    private static final String OPERATOR = "([<>=\u2264\u2265]*|[a-z][a-z ]*[a-z])";
    private static final Pattern SINGLE = Pattern.compile("^" + OPERATOR + " ?" + NUMBER + UNIT + "(?: ago| old)?$");
    private static final Pattern RANGE = Pattern.compile("^(?:between |from )?" + NUMBER + UNIT
            + " ?(?:\\.{2,3}|\u2026|-|\u2013|\u2014|to|and) ?" + NUMBER + UNIT + "(?: ago| old)?$");
    private static final Pattern OR_MORE = Pattern.compile("^" + NUMBER + UNIT + " ?(?:or more|\\+)$");
    private static final Pattern OR_LESS = Pattern.compile("^" + NUMBER + UNIT + " ?or (?:less|fewer)$");

    private final String cell;
    private final Word word;
    private final boolean age;

    private NumberCell(String cell, Word word, boolean age) {
        this.cell = cell;
        this.word = word;
        this.age = age;
    }

    static Condition number(String cell, Word word) throws Misread {
        return new NumberCell(cell, word, false).condition();
    }

    static Condition age(String cell, Word word) throws Misread {
        return new NumberCell(cell, word, true).condition();
    }

    /** A number by itself, as a THEN cell holds it. */
    static double plainNumber(String cell, Word word) throws Misread {
        NumberCell read = new NumberCell(cell, word, false);
        Matcher single = SINGLE.matcher(read.text());
        if (!single.matches() || !single.group(1).isEmpty() || !single.group(3).isEmpty()) {
            throw new Misread(Found.quote(cell) + " is not a number.", word.name() + " is a number, such as 10 or 0.5");
        }
        double value = read.value(single.group(2), "");
        if (word.range() != null && !word.range().test(value)) {
            throw new Misread(
                    Found.quote(cell) + " is out of range.", word.name() + " is " + Found.range(word.range()));
        }
        return value;
    }

    /** An age by itself, in days, as a THEN cell holds it. */
    static double plainAge(String cell, Word word) throws Misread {
        NumberCell read = new NumberCell(cell, word, true);
        Matcher single = SINGLE.matcher(read.text());
        if (!single.matches() || !single.group(1).isEmpty()) {
            throw new Misread(Found.quote(cell) + " is not a time.", word.name() + " is a time, such as 7 days");
        }
        return read.value(single.group(2), single.group(3));
    }

    private Condition condition() throws Misread {
        String text = text();
        if (text.startsWith("not ") || text.startsWith("not(")) {
            throw new Misread(
                    Found.quote(cell) + " puts not before " + (age ? "an age." : "a number."),
                    "Write what is wanted, in a row for each side, such as < 3 and > 3" + (age ? " days" : ""));
        }
        Matcher single = SINGLE.matcher(text);
        if (single.matches()) {
            String operator = OPERATORS.get(single.group(1));
            if (operator != null) {
                refuseAge(single.group(1));
                return compared(operator, value(single.group(2), single.group(3)));
            }
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            String lastUnit = range.group(4);
            String firstUnit = range.group(2).isEmpty() ? lastUnit : range.group(2);
            return between(value(range.group(1), firstUnit), value(range.group(3), lastUnit));
        }
        Matcher orMore = OR_MORE.matcher(text);
        if (orMore.matches()) {
            return compared(">=", value(orMore.group(1), orMore.group(2)));
        }
        Matcher orLess = OR_LESS.matcher(text);
        if (orLess.matches()) {
            return compared("<=", value(orLess.group(1), orLess.group(2)));
        }
        if (text.contains(",")) {
            throw new Misread(
                    Found.quote(cell) + " has a comma, which could be meant in several ways.",
                    "Write 1000 for a thousand, 0.5 for a half, 3..7 for a range, and a row for each of several numbers");
        }
        throw new Misread(Found.quote(cell) + " is not " + (age ? "an age." : "a number."), remedy());
    }

    private void refuseAge(String operator) throws Misread {
        if (!age && (operator.startsWith("within") || operator.startsWith("in the") || operator.startsWith("older"))) {
            throw new Misread(Found.quote(cell) + " is an age, but " + word.name() + " is a number.", remedy());
        }
    }

    private Condition compared(String operator, double value) throws Misread {
        double none = Double.POSITIVE_INFINITY;
        if (age && operator.equals("=")) {
            throw new Misread(
                    Found.quote(cell) + " would ask for that age to the second.",
                    "Write, for example, within 7 days, or > 7 days");
        }
        return switch (operator) {
            case ">" -> new Condition.Between(value, false, none, false);
            case ">=" -> new Condition.Between(value, true, none, false);
            case "<" -> new Condition.Between(-none, false, value, false);
            case "<=" -> new Condition.Between(-none, false, value, true);
            default -> new Condition.Between(value, true, value, true);
        };
    }

    private Condition between(double low, double high) throws Misread {
        if (low > high) {
            throw new Misread(
                    Found.quote(cell) + " goes from the larger to the smaller, so that nothing fits.",
                    "Write the smaller first");
        }
        return new Condition.Between(low, true, high, true);
    }

    private double value(String digits, String unit) throws Misread {
        double value = plain(digits);
        if (!age) {
            if (!unit.isEmpty()) {
                throw new Misread(Found.quote(cell) + " is not a number.", remedy());
            }
            return value;
        }
        @Nullable Double days = DAYS.get(unit);
        if (days == null) {
            throw new Misread(
                    unit.isEmpty()
                            ? Found.quote(cell) + " does not say whether days or hours are meant."
                            : Found.quote(cell) + " counts in \"" + unit + "\", which is not a fixed time."
                                    + Nearest.question(unit, List.of("days", "hours", "weeks", "minutes")),
                    "Ages count in minutes, hours, days or weeks, such as within 7 days");
        }
        if (value < 0) {
            throw new Misread(Found.quote(cell) + " is an age below zero.", remedy());
        }
        return value * days;
    }

    private double plain(String digits) throws Misread {
        if (digits.contains("e")) {
            throw new Misread(
                    Found.quote(cell) + " is a number that Excel shortened; its last digits are lost.",
                    "Write it out in full");
        }
        if (digits.contains(",")) {
            throw new Misread(
                    Found.quote(cell) + " has a comma, which could be meant in several ways.",
                    "Write 1000 for a thousand, 0.5 for a half, 3..7 for a range");
        }
        if (digits.endsWith(".000")) {
            throw new Misread(
                    Found.quote(cell) + " could be meant in two ways.", "Write 1000 for a thousand, or 1 for one");
        }
        boolean percent = digits.endsWith("%");
        String bare = percent ? digits.substring(0, digits.length() - 1) : digits;
        if (bare.matches("[+-]?\\d{1,3}(?:[ '\u2019]\\d{3})+(?:\\.\\d+)?")) {
            bare = bare.replaceAll("[ '\u2019]", "");
        }
        if (!bare.matches("[+-]?(?:\\d+(?:\\.\\d+)?|\\.\\d+)")) {
            throw new Misread(Found.quote(cell) + " is not a number.", remedy());
        }
        double value = Double.parseDouble(bare);
        if (!Double.isFinite(value)) {
            throw new Misread(Found.quote(cell) + " is too large a number.", null);
        }
        // 0.0 and -0.0 are one number to people.
        return (percent ? new BigDecimal(bare).movePointLeft(2).doubleValue() : value) + 0.0;
    }

    private String text() {
        String text = Text.tidy(cell).toLowerCase(Locale.ROOT).replace('\u2212', '-');
        return text.length() > 100 ? "" : text;
    }

    private String remedy() {
        return word.name()
                + (age
                        ? " takes: within 7 days, > 30 days, 7..30 days, known, missing; or nothing for any"
                        : " takes: 3, >= 3, < 3, 3..7, known, missing; or nothing for any");
    }
}
