package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.Nearest;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the readers of lists share: the columns that must be there, the source that a row names, and no key twice. */
final class ListReader {
    static final String SOURCE = "source";
    static final String CATEGORY = "category";
    static final String MEDIUM = "medium";
    static final String MEDIUM_CLASS = "medium class";

    /** The category of what is known to point nowhere: {@code n/a}, {@code Other}. */
    static final String NO_ANSWER = "no answer";

    private static final int LONGEST_QUOTE = 80;

    private static final Pattern CHANGED_BY_A_SPREADSHEET = Pattern.compile(
            "\\d(\\.\\d+)?E\\+\\d+|\\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
                    + "|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*-\\d{2,4}|#(name\\?|ref!|value!|n/a|##+)",
            Pattern.CASE_INSENSITIVE);

    private final ReferenceList list;
    private final List<Flaw> flaws;
    private final Map<String, Row> seen = new HashMap<>();

    ListReader(ReferenceList list, List<Flaw> flaws) {
        this.list = list;
        this.flaws = flaws;
    }

    /** Whether the list has these columns; tells each that is missing. */
    boolean has(String... columns) {
        boolean all = true;
        for (String column : columns) {
            if (!list.columns().contains(column)) {
                all = false;
                flaws.add(Flaw.in(
                        list.file(),
                        "The column \"" + column + "\" is missing." + instead(column),
                        "The first line names the columns; this list has: " + String.join(", ", list.columns())));
            }
        }
        return all;
    }

    private String instead(String column) {
        return Nearest.to(column, list.columns())
                .map(near -> " Is it the one named \"" + near + "\"?")
                .orElse("");
    }

    /** The source that a row names, or null where it names none; tells what is missing. */
    @Nullable
    Recognised recognised(Row row) {
        String source = row.cell(SOURCE);
        String category = Text.fold(row.cell(CATEGORY));
        if (source.isEmpty()) {
            wrong(
                    row,
                    SOURCE,
                    "No source stands here.",
                    "Write the name that people shall see, such as \"Trade show\"");
        }
        if (category.isEmpty()) {
            wrong(row, CATEGORY, "No category stands here.", "Write one of those in rules/lists/source-categories.csv");
        }
        if (source.isEmpty() || category.isEmpty()) {
            return null;
        }
        return new Recognised(
                Recognised.sourceNamed(source),
                category,
                orNull(Text.fold(row.cell(MEDIUM))),
                orNull(Text.fold(row.cell(MEDIUM_CLASS))));
    }

    /** Whether a row says that its key points nowhere. */
    static boolean saysNothing(Row row) {
        return Text.fold(row.cell(CATEGORY)).equals(NO_ANSWER);
    }

    /**
     * Adds a row's value, unless another row has the same key already: that is told, and refuses the list where the two
     * differ.
     */
    <V> void put(Map<String, V> into, String key, Row row, String column, V value) {
        V other = into.putIfAbsent(key, value);
        if (other == null) {
            seen.put(key, row);
            return;
        }
        Row first = seen.getOrDefault(key, row);
        String problem = quote(row.cell(column)) + " is the same as " + quote(first.cell(column)) + " in cell "
                + list.address(first, column).cell();
        if (other.equals(value)) {
            doubtful(row, column, problem + ", and points to the same.", "One of the two rows is enough");
        } else {
            wrong(row, column, problem + ", but points to something else.", "Keep the row that is right");
        }
    }

    /**
     * Reads a list whose keys are words: what each points to, by its letters and digits alone; empty where it is listed
     * as pointing nowhere.
     */
    Map<String, Optional<Recognised>> byWord(String column) {
        Map<String, Optional<Recognised>> byWord = new HashMap<>();
        if (!has(column, SOURCE, CATEGORY)) {
            return byWord;
        }
        for (Row row : list.rows()) {
            String key = Letters.only(row.cell(column));
            if (key.isEmpty()) {
                wrong(row, column, "No " + column + " stands here.", "A " + column + " needs a letter or a digit");
            } else if (saysNothing(row)) {
                put(byWord, key, row, column, Optional.empty());
            } else {
                Recognised recognised = recognised(row);
                if (recognised != null) {
                    put(byWord, key, row, column, Optional.of(recognised));
                }
            }
        }
        return byWord;
    }

    /** Whether a spreadsheet seems to have changed what was typed, as it does in General cells. */
    static boolean looksChanged(String cell) {
        return CHANGED_BY_A_SPREADSHEET.matcher(cell).matches();
    }

    /** Adds a warning about one cell. */
    void doubtful(Row row, String column, String problem, @Nullable String remedy) {
        flaws.add(Flaw.warningAt(list.address(row, column), problem, remedy));
    }

    /** Adds a flaw of one cell that holds a word which is none of those that may stand there. */
    void unknown(Row row, String column, String found, String what, Collection<String> known) {
        String question = Nearest.to(found, known)
                .map(near -> " Did you mean \"" + near + "\"?")
                .orElse("");
        wrong(
                row,
                column,
                quote(found) + " is not known in the column " + what + "." + question,
                "It takes: " + String.join(", ", known));
    }

    /** Adds a flaw of one cell. */
    void wrong(Row row, String column, String problem, @Nullable String remedy) {
        flaws.add(Flaw.at(list.address(row, column), problem, remedy));
    }

    /** A cell's text as flaws show it: between quotes, on one line, with nothing invisible in it, and not too long. */
    static String quote(String text) {
        String line = DisplayName.line(text, LONGEST_QUOTE + 1);
        return "\"" + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line) + "\"";
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
