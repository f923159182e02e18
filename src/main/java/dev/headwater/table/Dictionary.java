package dev.headwater.table;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words that may stand in a header.
 *
 * @param words in the dictionary's order
 */
public record Dictionary(List<Word> words) {

    /** The columns of {@code dictionary.csv}. */
    private static final List<String> COLUMNS =
            List.of("word", "signal", "type", "values", "known from", "set by", "about");

    public Dictionary {
        words = List.copyOf(words);
    }

    /** The word that a header means, whatever its case, hyphens and blanks. */
    public Optional<Word> word(String header) {
        String key = Text.nameKey(header);
        return words.stream()
                .filter(word -> Text.nameKey(word.name()).equals(key))
                .findFirst();
    }

    /** The names of all words, in the dictionary's order. */
    public List<String> names() {
        return words.stream().map(Word::name).toList();
    }

    /**
     * Reads the dictionary.
     *
     * @param list {@code dictionary.csv} as a list
     * @param lists the lists that {@code @list.column} can name, by name
     * @param flaws takes what is wrong with it
     * @return the words that could be read
     */
    public static Dictionary read(ReferenceList list, Map<String, ReferenceList> lists, List<Flaw> flaws) {
        Reader reader = new Reader(list, lists, flaws);
        if (!reader.hasColumns()) {
            return new Dictionary(List.of());
        }
        return new Dictionary(list.rows().stream()
                .map(reader::word)
                .flatMap(Stream::ofNullable)
                .toList());
    }

    private static final class Reader {
        private final ReferenceList list;
        private final Map<String, ReferenceList> lists;
        private final List<Flaw> flaws;
        private final Map<String, Integer> wordLines = new HashMap<>();
        private final Map<String, String> signalWords = new HashMap<>();

        Reader(ReferenceList list, Map<String, ReferenceList> lists, List<Flaw> flaws) {
            this.list = list;
            this.lists = lists;
            this.flaws = flaws;
        }

        boolean hasColumns() {
            boolean complete = true;
            for (String column : COLUMNS) {
                if (!list.columns().contains(column)) {
                    complete = false;
                    flaws.add(Flaw.at(
                            new CellAddress(list.file(), "", 0, 1),
                            "There is no column \"" + column + "\".",
                            "The columns are: " + String.join(", ", COLUMNS)));
                }
            }
            for (String column : list.columns()) {
                if (!COLUMNS.contains(column)) {
                    flaws.add(Flaw.at(
                            new CellAddress(list.file(), "", list.columns().indexOf(column), 1),
                            "\"" + column + "\" is not a column of the dictionary." + Nearest.question(column, COLUMNS),
                            "The columns are: " + String.join(", ", COLUMNS)));
                }
            }
            return complete;
        }

        @Nullable
        Word word(ReferenceList.Row row) {
            String name = name(row);
            // What cannot be read is taken to be something harmless, so that tables are not blamed for it too.
            WordType type = type(row).orElse(WordType.TEXT);
            Stage knownFrom = stage(row, "known from", row.cell("known from")).orElse(Stage.SOURCE);
            Set<Stage> setBy = setBy(row);
            String signal = signal(row, name);
            if (signal.isEmpty() && setBy.isEmpty()) {
                flaw(
                        row,
                        "signal",
                        Found.quote(name) + " has no signal and no table that sets it, so nothing can use it.",
                        "Fill in signal, or set by");
            }
            List<String> values = values(row, type);
            Condition.Between range = type == WordType.NUMBER ? range(row) : null;
            return name.isEmpty()
                    ? null
                    : new Word(name, signal, type, values, range, knownFrom, setBy, row.cell("about"));
        }

        private Set<Stage> setBy(ReferenceList.Row row) {
            Set<Stage> setBy = EnumSet.noneOf(Stage.class);
            for (String written : row.cell("set by").split("\\|", -1)) {
                if (!written.isBlank()) {
                    stage(row, "set by", written)
                            .ifPresentOrElse(setBy::add, () -> setBy.addAll(List.of(Stage.values())));
                }
            }
            return setBy;
        }

        private String name(ReferenceList.Row row) {
            String name = Text.tidy(row.cell("word"));
            if (name.isEmpty()) {
                flaw(row, "word", "The word is missing.", "Write what tables call it");
                return name;
            }
            @Nullable Integer earlier = wordLines.putIfAbsent(Text.nameKey(name), row.line());
            if (earlier != null) {
                flaw(
                        row,
                        "word",
                        Found.quote(name) + " stands in row " + earlier + " already.",
                        "A word has one row; case, hyphens and blanks make no difference");
                return "";
            }
            return name;
        }

        private String signal(ReferenceList.Row row, String name) {
            String signal = row.cell("signal");
            if (!signal.matches("[A-Za-z][A-Za-z0-9_.-]*|attributes\\.[\\p{L}\\p{N}_. -]+|")) {
                flaw(
                        row,
                        "signal",
                        Found.quote(signal) + " cannot be the key of a signal.",
                        "A key is letters and digits, such as sourceCategory or attributes.companySize");
                return signal;
            }
            @Nullable String earlier = signal.isEmpty() ? null : signalWords.putIfAbsent(signal, name);
            if (earlier != null) {
                flaw(
                        row,
                        "signal",
                        "The signal " + Found.quote(signal) + " has the word " + Found.quote(earlier) + " already.",
                        "A signal has one word");
            }
            return signal;
        }

        private Optional<WordType> type(ReferenceList.Row row) {
            String written = row.cell("type");
            for (WordType type : WordType.values()) {
                if (type.name().equals(Text.fold(written).toUpperCase(Locale.ROOT))) {
                    return Optional.of(type);
                }
            }
            List<String> types = Stream.of(WordType.values())
                    .map(type -> type.name().toLowerCase(Locale.ROOT))
                    .toList();
            flaw(
                    row,
                    "type",
                    Found.quote(written) + " is not a type." + Nearest.question(written, types),
                    Found.oneOf("Type", types));
            return Optional.empty();
        }

        private Optional<Stage> stage(ReferenceList.Row row, String column, String written) {
            Optional<Stage> named = Stage.named(written);
            if (named.isPresent()) {
                return named;
            }
            List<String> stages = Stream.of(Stage.values())
                    .map(stage -> stage.tableName().toLowerCase(Locale.ROOT))
                    .toList();
            flaw(
                    row,
                    column,
                    Found.quote(written) + " is not a table that decides." + Nearest.question(written, stages),
                    Found.oneOf(column.substring(0, 1).toUpperCase(Locale.ROOT) + column.substring(1), stages));
            return Optional.empty();
        }

        private List<String> values(ReferenceList.Row row, WordType type) {
            String written = row.cell("values");
            if (written.isEmpty()) {
                return List.of();
            }
            if (type == WordType.NUMBER) {
                return List.of();
            }
            if (type != WordType.TEXT) {
                flaw(row, "values", "Only text has a set of values, and only numbers a range.", "Empty the cell");
                return List.of();
            }
            if (written.startsWith("@")) {
                return listed(row, written.substring(1));
            }
            List<String> values = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (String value : written.split("\\|", -1)) {
                String tidy = Text.tidy(value);
                if (tidy.isEmpty()) {
                    flaw(row, "values", "One of the values is empty.", "Take out the | beside it");
                } else if (!seen.add(Text.fold(tidy))) {
                    flaw(row, "values", Found.quote(tidy) + " stands there twice.", "Take one out");
                } else {
                    values.add(tidy);
                }
            }
            return values;
        }

        private Condition.@Nullable Between range(ReferenceList.Row row) {
            String written = row.cell("values");
            if (written.isEmpty()) {
                return null;
            }
            try {
                Word number = new Word("A number", "", WordType.NUMBER, List.of(), Stage.SOURCE, Set.of(), "");
                if (NumberCell.number(written, number) instanceof Condition.Between between) {
                    return between;
                }
            } catch (Misread e) {
                // told below, in the dictionary's terms
            }
            flaw(
                    row,
                    "values",
                    Found.quote(written) + " is not a range of numbers.",
                    "Write, for example, 0..1 or >= 0, or empty the cell");
            return null;
        }

        private List<String> listed(ReferenceList.Row row, String reference) {
            int dot = reference.lastIndexOf('.');
            String name = dot < 0 ? reference : reference.substring(0, dot);
            @Nullable ReferenceList named = lists.get(name);
            if (named == null) {
                flaw(
                        row,
                        "values",
                        "There is no list named " + Found.quote(name) + "." + Nearest.question(name, lists.keySet()),
                        "Write @list.column, such as @channels.name, for a file rules/lists/channels.csv");
                return List.of();
            }
            String column = dot < 0 ? "" : Text.fold(reference.substring(dot + 1));
            if (!named.columns().contains(column)) {
                flaw(
                        row,
                        "values",
                        "The list " + Found.quote(name) + " has no column " + Found.quote(column) + "."
                                + Nearest.question(column, named.columns()),
                        "Its columns are: " + String.join(", ", named.columns()));
                return List.of();
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (ReferenceList.Row listed : named.rows()) {
                String value = Text.tidy(listed.cell(column));
                if (!value.isEmpty()) {
                    values.putIfAbsent(Text.fold(value), value);
                }
            }
            if (values.isEmpty()) {
                flaw(row, "values", "The column " + Found.quote(reference) + " holds no values.", null);
            }
            return List.copyOf(values.values());
        }

        private void flaw(ReferenceList.Row row, String column, String problem, @Nullable String remedy) {
            flaws.add(Flaw.at(list.address(row, column), problem, remedy));
        }
    }
}
