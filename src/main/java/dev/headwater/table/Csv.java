package dev.headwater.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes .csv files. Reads what spreadsheets save: a byte order mark, {@code ;} or tabs between the cells, a
 * {@code sep=} line, quotes. Text is UTF-8 and nothing else, so that nobody's umlauts are guessed at.
 */
public final class Csv {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String SAVE_AS_UTF_8 = "In Excel, save it as \"CSV UTF-8 (Comma delimited)\"";

    private Csv() {}

    /**
     * Reads a file into one sheet without a name.
     *
     * @param file as the author knows it
     * @param content its bytes
     * @param flaws takes what keeps it from being read
     * @return the sheet; nothing where the file as a whole cannot be read
     */
    public static Optional<Sheet> read(String file, byte[] content, List<Flaw> flaws) {
        if (content.length > Spreadsheet.MAX_BYTES) {
            flaws.add(Spreadsheet.tooLarge(file, content.length));
            return Optional.empty();
        }
        Optional<String> wrongForm = otherForm(content);
        if (wrongForm.isPresent()) {
            flaws.add(Flaw.in(file, wrongForm.get(), SAVE_AS_UTF_8));
            return Optional.empty();
        }
        return decode(file, content, flaws).flatMap(text -> parse(file, text, flaws));
    }

    /** The sheet as .csv text: commas, quotes only where needed, {@code \n} at line ends, no byte order mark. */
    public static String write(Sheet sheet) {
        StringWriter out = new StringWriter();
        int width = sheet.width();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
            int next = 1;
            for (Sheet.Line line : sheet.lines()) {
                for (; next < line.row(); next++) {
                    writer.writeRecord("");
                }
                next++;
                List<String> cells =
                        new ArrayList<>(line.cells().stream().map(Cell::text).toList());
                cells.addAll(Collections.nCopies(width - cells.size(), ""));
                writer.writeRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static Optional<String> otherForm(byte[] content) {
        if (startsWith(content, 0xFF, 0xFE) || startsWith(content, 0xFE, 0xFF)) {
            return Optional.of("The file is UTF-16 text, not UTF-8.");
        }
        if (startsWith(content, 'P', 'K', 3, 4)) {
            return Optional.of("The file is a workbook whose name says .csv.");
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] content, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= content.length || (content[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> decode(String file, byte[] content, List<Flaw> flaws) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer chars = CharBuffer.allocate(content.length + 1);
        CoderResult result = decoder.decode(bytes, chars, true);
        chars.flip();
        String text = chars.toString();
        if (result.isError()) {
            long line = 1 + text.chars().filter(c -> c == '\n').count();
            String before = text.substring(text.lastIndexOf('\n') + 1);
            flaws.add(new Flaw(
                    Flaw.Severity.ERROR,
                    file,
                    null,
                    "line " + line,
                    "The text after \"" + tail(before) + "\" is not UTF-8.",
                    SAVE_AS_UTF_8));
            return Optional.empty();
        }
        if (text.indexOf('\0') >= 0) {
            flaws.add(Flaw.in(file, "The file holds bytes that are not text.", SAVE_AS_UTF_8));
            return Optional.empty();
        }
        return Optional.of(text.indexOf(BYTE_ORDER_MARK) == 0 ? text.substring(1) : text);
    }

    private static String tail(String text) {
        return text.length() <= 20 ? text : "…" + text.substring(text.length() - 20);
    }

    private static Optional<Sheet> parse(String file, String text, List<Flaw> flaws) {
        String body = text;
        char separator;
        Optional<Character> told = toldSeparator(text);
        if (told.isPresent()) {
            separator = told.get();
            int end = text.indexOf('\n');
            body = end < 0 ? "" : text.substring(end + 1);
        } else {
            separator = guessSeparator(text);
        }
        List<Sheet.Line> lines = new ArrayList<>();
        int row = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(body)) {
            long cells = 0;
            for (CsvRecord csv : reader) {
                row++;
                Optional<String> excess = Spreadsheet.excess(row, csv.getFieldCount(), cells += csv.getFieldCount());
                if (excess.isPresent()) {
                    flaws.add(Flaw.in(file, excess.get(), Spreadsheet.USE_A_LIST));
                    return Optional.empty();
                }
                Sheet.Line line = new Sheet.Line(
                        row, csv.getFields().stream().map(Cell::of).toList());
                if (!line.isBlank()) {
                    lines.add(line);
                }
            }
        } catch (CsvParseException e) {
            flaws.add(unreadable(file, row + 1, e));
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new Sheet(file, "", lines, Set.of(), Set.of(), List.of(), false));
    }

    private static Flaw unreadable(String file, int row, CsvParseException e) {
        String message = String.valueOf(e.getMessage());
        String where = "row " + row;
        if (message.startsWith("Unclosed quoted field")) {
            return Flaw.in(
                    file,
                    "A quote is opened in " + where + " and never closed.",
                    "Close it, or write \"\" for a quote within quotes");
        }
        if (message.startsWith("Unexpected character after closing quote")) {
            return Flaw.in(
                    file,
                    "In " + where + ", text goes on after a closing quote.",
                    "Write \"\" for a quote within quotes, and put quotes round the whole cell");
        }
        return Flaw.in(file, "The cells of " + where + " cannot be told apart.", null);
    }

    /** Excel's own hint in a first line of its own: {@code sep=;}. */
    private static Optional<Character> toldSeparator(String text) {
        int end = text.indexOf('\n');
        String first =
                (end < 0 ? text : text.substring(0, end)).replace("\r", "").replace("\"", "");
        return first.length() == 5 && Text.fold(first.substring(0, 4)).equals("sep=")
                ? Optional.of(first.charAt(4))
                : Optional.empty();
    }

    /** The separator that the first line with one uses most; a comma where no line has any. */
    private static char guessSeparator(String text) {
        int[] counts = new int[3];
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                if (counts[0] + counts[1] + counts[2] > 0) {
                    break;
                }
            } else if (!quoted) {
                counts[0] += c == ',' ? 1 : 0;
                counts[1] += c == ';' ? 1 : 0;
                counts[2] += c == '\t' ? 1 : 0;
            }
        }
        if (counts[1] > counts[0] && counts[1] >= counts[2]) {
            return ';';
        }
        return counts[2] > counts[0] ? '\t' : ',';
    }
}
