package dev.headwater.rules;

import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of ours as OpenL's Rules table, which answers with the number of the row that fits, or of all that do.
 *
 * <p>A column of OpenL asks one thing of its value, and says it once for all rows. So a column of ours becomes one for each
 * way in which its cells ask. Texts, flags, ranges and whether there is a value are said in the forms for which OpenL builds
 * an index.
 *
 * @param all whether all rows that fit are wanted, and not the first one
 */
record OpenLTable(DecisionTable table, boolean all) {

    /** Ways to ask: what is asked of a word, and the type of what stands in the cells. */
    private enum Way {
        EQUAL("%s", "String[]"),
        FLAG("%s", "Boolean"),
        RANGE("%s", "DoubleRange"),
        KNOWN("%s != null", "Boolean"),
        NONE_OF("!contains(%2$s, %1$s)", "String[]"),
        LIKE("OpenLPatterns.fits(%2$s, %1$s)", "String");

        private final String asked;
        private final String type;

        Way(String asked, String type) {
            this.asked = asked;
            this.type = type;
        }

        static Way of(Condition condition) {
            if (condition instanceof Condition.OneOf || condition instanceof Condition.InList) {
                return EQUAL;
            } else if (condition instanceof Condition.Flag) {
                return FLAG;
            } else if (condition instanceof Condition.Between) {
                return RANGE;
            } else if (condition instanceof Condition.NoneOf) {
                return NONE_OF;
            } else if (condition instanceof Condition.Like) {
                return LIKE;
            }
            return KNOWN;
        }
    }

    /** A column of OpenL's: which of ours, and in which way it asks. */
    private record Asked(int column, Way way) {}

    /** The name by which it is called. */
    String method() {
        return "rows" + table.name().replaceAll("\\W", "");
    }

    /** What it is called with, in the order of our columns. */
    Class<?>[] parameters() {
        return table.conditions().stream().map(column -> javaType(column.word())).toArray(Class<?>[]::new);
    }

    private static Class<?> javaType(Word word) {
        return switch (word.type()) {
            case TEXT -> String.class;
            case NUMBER, AGE -> Double.class;
            case FLAG -> Boolean.class;
        };
    }

    /** The table line by line, null for an empty cell. */
    List<List<@Nullable String>> lines() {
        Map<Asked, Integer> columns = new LinkedHashMap<>();
        for (Way way : Way.values()) {
            for (int i = 0; i < table.conditions().size(); i++) {
                for (DecisionTable.Row row : table.rows()) {
                    Condition condition = row.conditions().get(i);
                    if (!(condition instanceof Condition.Anything) && Way.of(condition) == way) {
                        columns.putIfAbsent(new Asked(i, way), columns.size());
                    }
                }
            }
        }
        List<List<@Nullable String>> lines = new ArrayList<>();
        lines.add(List.of(header()));
        for (int line = 0; line < 4; line++) {
            lines.add(new ArrayList<>());
        }
        columns.forEach((asked, number) -> {
            String name = name(asked.column());
            lines.get(1).add("C" + (number + 1));
            lines.get(2).add(asked.way().asked.formatted(name, "p" + number));
            lines.get(3).add(asked.way().type + " p" + number);
            lines.get(4).add(table.conditions().get(asked.column()).word().name());
        });
        lines.get(1).add(all ? "CRET1" : "RET1");
        lines.get(2).add("row");
        lines.get(3).add("Integer row");
        lines.get(4).add("Row");
        for (int row = 0; row < table.rows().size(); row++) {
            List<@Nullable String> line = new ArrayList<>();
            for (Asked asked : columns.keySet()) {
                Condition condition = table.rows().get(row).conditions().get(asked.column());
                boolean here = !(condition instanceof Condition.Anything) && Way.of(condition) == asked.way();
                line.add(here ? cell(condition) : null);
            }
            line.add(String.valueOf(row));
            lines.add(line);
        }
        return lines;
    }

    private String header() {
        String parameters = table.conditions().stream()
                .map(column -> javaType(column.word()).getSimpleName() + " " + name(table.conditions().indexOf(column)))
                .collect(Collectors.joining(", "));
        return "Rules Integer" + (all ? "[] " : " ") + method() + "(" + parameters + ")";
    }

    private String name(int column) {
        Column named = table.conditions().get(column);
        return "the" + named.word().name().replaceAll("\\W", "");
    }

    private static String cell(Condition condition) {
        if (condition instanceof Condition.OneOf one) {
            return texts(one.texts());
        } else if (condition instanceof Condition.InList in) {
            return texts(in.texts());
        } else if (condition instanceof Condition.NoneOf none) {
            return texts(none.texts());
        } else if (condition instanceof Condition.Like like) {
            return OpenLPatterns.key(like);
        } else if (condition instanceof Condition.Flag flag) {
            return String.valueOf(flag.wanted());
        } else if (condition instanceof Condition.Between between) {
            return range(between);
        }
        return String.valueOf(condition instanceof Condition.Known);
    }

    private static String texts(Iterable<String> texts) {
        List<String> all = new ArrayList<>();
        texts.forEach(text -> all.add(text.replace(",", "\\,")));
        return String.join(",", all);
    }

    private static String range(Condition.Between between) {
        if (between.high() == Double.POSITIVE_INFINITY) {
            return (between.lowIncluded() ? ">= " : "> ") + between.low();
        } else if (between.low() == Double.NEGATIVE_INFINITY) {
            return (between.highIncluded() ? "<= " : "< ") + between.high();
        }
        return (between.lowIncluded() ? "[" : "(") + between.low() + "; " + between.high()
                + (between.highIncluded() ? "]" : ")");
    }
}
