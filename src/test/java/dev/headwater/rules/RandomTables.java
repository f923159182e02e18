package dev.headwater.rules;

import com.google.re2j.Pattern;
import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.HitPolicy;
import dev.headwater.table.Stage;
import dev.headwater.table.Word;
import dev.headwater.table.WordType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Tables and facts by chance, chosen so that they often meet: few distinct values, and numbers near the bounds. */
final class RandomTables {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private static final List<String> TEXTS = List.of(
            "cpc",
            "ppc",
            "paid",
            "email",
            "a, b",
            "say \"hi\"",
            "c:\\temp\\u0041",
            "größe",
            "日本",
            "it's",
            "a\nb",
            "null",
            "true",
            "3",
            "",
            " ",
            "\uD83D\uDE00",
            "$fact",
            "@{x}",
            "*/");

    private static final double[] NUMBERS = {
        -1e300,
        -3,
        -1,
        -0.0,
        0,
        0.1,
        0.30000000000000004,
        1,
        2,
        3,
        3.0000000000000004,
        7,
        1e10,
        9007199254740993.0,
        1e300,
        Double.MIN_VALUE,
        Double.MAX_VALUE
    };

    private final RandomGenerator random;

    RandomTables(RandomGenerator random) {
        this.random = random;
    }

    DecisionTable table(String name, int rows) {
        List<Column> columns = new ArrayList<>();
        int width = 1 + random.nextInt(8);
        for (int i = 0; i < width; i++) {
            WordType type = WordType.values()[random.nextInt(WordType.values().length)];
            // Some columns ask about the same word twice.
            String word = "attributes." + type + random.nextInt(5);
            columns.add(new Column(word(word, type), i + 1));
        }
        List<Row> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            all.add(row(i, columns));
        }
        HitPolicy policy = HitPolicy.values()[random.nextInt(HitPolicy.values().length)];
        return new DecisionTable(name, "rules/" + name + ".xlsx", name, policy, "", columns, List.of(), all);
    }

    private Row row(int index, List<Column> columns) {
        List<Condition> conditions = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (Column column : columns) {
            // Many empty cells, as in life; otherwise no row would ever fit.
            Condition condition = random.nextInt(3) == 0
                    ? new Condition.Anything()
                    : condition(column.word().type());
            conditions.add(condition);
            written.add(condition.toString());
        }
        boolean dated = random.nextInt(10) == 0;
        return new Row(
                index + 9,
                "r" + index,
                conditions,
                written,
                List.of(),
                "",
                dated && random.nextBoolean() ? TODAY.plusDays(random.nextInt(3) - 1) : null,
                dated ? TODAY.plusDays(random.nextInt(3) - 1) : null);
    }

    private Condition condition(WordType type) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new Condition.Known();
        }
        if (kind == 1) {
            return new Condition.Missing();
        }
        // Now and then a cell that its column's type can never meet.
        WordType asked = random.nextInt(30) == 0 ? WordType.values()[random.nextInt(4)] : type;
        return switch (asked) {
            case TEXT -> text();
            case FLAG -> new Condition.Flag(random.nextBoolean());
            case NUMBER, AGE -> between();
        };
    }

    private Condition text() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> new Condition.OneOf(List.of(anyText()));
            case 3 -> new Condition.OneOf(someTexts(5));
            case 4 -> new Condition.NoneOf(List.of(anyText()));
            case 5 -> new Condition.NoneOf(someTexts(40));
            case 6 -> new Condition.InList("some", Set.copyOf(new HashSet<>(someTexts(10))));
            default -> {
                String pattern =
                        List.of("^.*p.*$", "^(.*cp.*|ppc)$", "a", "\\\\", "^$").get(random.nextInt(5));
                yield new Condition.Like(pattern, Pattern.compile(pattern));
            }
        };
    }

    private Condition between() {
        double low = random.nextInt(4) == 0 ? Double.NEGATIVE_INFINITY : anyNumber();
        double high = random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(4) == 0 ? low : anyNumber();
        return new Condition.Between(low, random.nextBoolean(), high, random.nextBoolean());
    }

    /** A value that a signal of this type could have; null for a missing one. */
    @Nullable
    Object value(WordType type) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        return switch (type) {
            case TEXT -> anyText();
            case FLAG -> random.nextBoolean();
            case NUMBER, AGE -> anyNumber();
        };
    }

    private List<String> someTexts(int most) {
        List<String> texts = new ArrayList<>();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            // Longer lists than there are texts hold some that nobody ever sends.
            texts.add(i < TEXTS.size() / 2 ? anyText() : "unsent " + i);
        }
        return texts;
    }

    private String anyText() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private double anyNumber() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    static Word word(String signal, WordType type) {
        return new Word(signal, signal, type, List.of(), Stage.SOURCE, Set.of(), "");
    }
}
