package dev.headwater.table;

import dev.headwater.table.Condition.Anything;
import dev.headwater.table.Condition.Between;
import dev.headwater.table.Condition.Flag;
import dev.headwater.table.Condition.InList;
import dev.headwater.table.Condition.Known;
import dev.headwater.table.Condition.Like;
import dev.headwater.table.Condition.Missing;
import dev.headwater.table.Condition.NoneOf;
import dev.headwater.table.Condition.OneOf;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a condition as the cell that asks for it. */
final class CellText {
    private CellText() {}

    static String of(Condition condition, WordType type) {
        if (condition instanceof Anything) {
            return "";
        }
        if (condition instanceof Known) {
            return "known";
        }
        if (condition instanceof Missing) {
            return "missing";
        }
        if (condition instanceof Flag flag) {
            return flag.wanted() ? "yes" : "no";
        }
        if (condition instanceof OneOf oneOf) {
            return joined(oneOf.texts());
        }
        if (condition instanceof NoneOf noneOf) {
            return noneOf.texts().size() == 1
                    ? "not " + joined(noneOf.texts())
                    : "not (" + joined(noneOf.texts()) + ")";
        }
        if (condition instanceof Like like) {
            return like.written();
        }
        if (condition instanceof InList list) {
            return "in " + list.list();
        }
        return between((Between) condition, type == WordType.AGE ? " days" : "");
    }

    private static String between(Between range, String unit) {
        boolean below = Double.isInfinite(range.low());
        boolean above = Double.isInfinite(range.high());
        if (below) {
            return (range.highIncluded() ? "<= " : "< ") + Found.number(range.high()) + unit;
        }
        if (above) {
            return (range.lowIncluded() ? ">= " : "> ") + Found.number(range.low()) + unit;
        }
        if (range.low() == range.high()) {
            return Found.number(range.low()) + unit;
        }
        String ends = Found.number(range.low()) + ".." + Found.number(range.high()) + unit;
        return range.lowIncluded() && range.highIncluded() ? ends : ends + " without an end";
    }

    private static String joined(List<String> texts) {
        return texts.stream()
                .map(text -> text.indexOf(',') >= 0 || text.indexOf('"') >= 0
                        ? '"' + text.replace("\"", "\"\"") + '"'
                        : text)
                .collect(Collectors.joining(", "));
    }
}
