package dev.headwater.scenario;

import dev.headwater.signal.Slug;
import dev.headwater.table.Csv;
import dev.headwater.table.Flaw;
import dev.headwater.table.Nearest;
import dev.headwater.table.Sheet;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers to "How did you hear about us?", each with the source that a careful person takes from it: a .csv file with the
 * columns {@code answer} and {@code expected}. Expected is a source by its name or ID, or {@code abstain} where no source
 * should be taken. What cannot be seen may be written as {@code \}{@code u200B}, as in JSON.
 *
 * @param file as the author knows it
 * @param rows from top to bottom, at least one
 */
public record LabelledAnswers(String file, List<Row> rows) {
    /** What is expected where no source should be taken. */
    public static final String ABSTAIN = "abstain";

    private static final String ANSWER = "answer";
    private static final String EXPECTED = "expected";
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

    public LabelledAnswers {
        rows = List.copyOf(rows);
    }

    /**
     * One answer.
     *
     * @param line 1 for the file's first line
     * @param answer as it was typed
     * @param expected the ID of the source, or {@link #ABSTAIN}
     */
    public record Row(int line, String answer, String expected) {}

    /**
     * Reads a file.
     *
     * @param file as the author knows it
     * @param content its bytes
     * @param known the IDs of all sources that an answer can name; a label that is none of them is a slip
     * @param flaws takes all that is wrong with it
     * @return the answers; nothing where anything is wrong
     */
    public static Optional<LabelledAnswers> read(String file, byte[] content, Set<String> known, List<Flaw> flaws) {
        Optional<Sheet> sheet = Csv.read(file, content, flaws);
        if (sheet.isEmpty()) {
            return Optional.empty();
        }
        List<Sheet.Line> lines = sheet.get().lines();
        int answer = lines.isEmpty() ? -1 : column(lines.get(0), ANSWER);
        int expected = lines.isEmpty() ? -1 : column(lines.get(0), EXPECTED);
        if (answer < 0 || expected < 0 || lines.size() < 2) {
            flaws.add(Flaw.in(
                    file,
                    answer < 0 || expected < 0
                            ? "The columns \"answer\" and \"expected\" are not both there."
                            : "The file holds no answer.",
                    "The first line is: answer,expected; each further one an answer and its source, or abstain"));
            return Optional.empty();
        }
        List<Row> rows = new ArrayList<>();
        List<Flaw> wrong = new ArrayList<>();
        for (Sheet.Line line : lines.subList(1, lines.size())) {
            String label = line.cell(expected).text();
            String id = label.isBlank() ? "" : Slug.of(label);
            if (!id.equals(ABSTAIN) && !known.contains(id)) {
                String near = Nearest.to(id, known)
                        .map(word -> " Did you mean \"" + word + "\"?")
                        .orElse("");
                wrong.add(Flaw.at(
                        sheet.get().address(line, expected),
                        "\"" + label + "\" is a source that no row of rules/lists/self-reports.csv names." + near,
                        "Write a source of that list, or abstain"));
            }
            rows.add(new Row(line.row(), unescaped(line.cell(answer).text()), id));
        }
        flaws.addAll(wrong);
        return wrong.isEmpty() ? Optional.of(new LabelledAnswers(file, rows)) : Optional.empty();
    }

    private static int column(Sheet.Line header, String name) {
        for (int i = 0; i < header.cells().size(); i++) {
            if (Text.fold(header.cell(i).text()).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
}
