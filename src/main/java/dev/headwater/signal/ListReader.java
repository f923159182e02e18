package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
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
                        "the column \"" + column + "\" is missing",
                        "The first line names the columns. This list has: " + String.join(", ", list.columns())));
            }
        }
        return all;
    }

    /** The source that a row names, or null where it names none; tells what is missing. */
    @Nullable
    Recognised recognised(Row row) {
        String source = row.cell(SOURCE);
        String category = Text.fold(row.cell(CATEGORY));
        if (source.isEmpty()) {
            wrong(row, SOURCE, "no source stands here", "Write the name that people shall see, such as \"Trade show\"");
        }
        if (category.isEmpty()) {
            wrong(row, CATEGORY, "no category stands here", "Write one of those in rules/lists/source-categories.csv");
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
        String problem = "\"" + row.cell(column) + "\" is already listed as \"" + first.cell(column) + "\" in cell "
                + list.address(first, column).cell();
        if (other.equals(value)) {
            flaws.add(Flaw.warningAt(list.address(row, column), problem + ", and means the same there", null));
        } else {
            wrong(row, column, problem + ", and means something else there", "Keep the one that is right");
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
                wrong(row, column, "no " + column + " stands here", "A " + column + " needs a letter or a digit");
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

    /** Tells where a spreadsheet has changed what was typed, as it does with codes and numbers in General cells. */
    void tellIfChanged(Row row, String column) {
        if (CHANGED_BY_A_SPREADSHEET.matcher(row.cell(column)).matches()) {
            flaws.add(Flaw.warningAt(
                    list.address(row, column),
                    "\"" + row.cell(column) + "\" looks like something that a spreadsheet made of what was typed",
                    "If so, format the column as Text and type it again"));
        }
    }

    /** Whether a cell is ticked with an x; tells where it holds anything else. */
    boolean mark(Row row, String column) {
        String mark = Text.fold(row.cell(column));
        if (!mark.isEmpty() && !mark.equals("x")) {
            wrong(row, column, "\"" + row.cell(column) + "\" is no tick", "Write x, or leave the cell empty");
        }
        return mark.equals("x");
    }

    /** Adds a flaw of one cell. */
    void wrong(Row row, String column, String problem, @Nullable String remedy) {
        flaws.add(Flaw.at(list.address(row, column), problem, remedy));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
