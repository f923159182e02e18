package dev.headwater.table;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads .xlsx and .csv files into {@link Sheet}s of raw cells, in bounded memory and time: a file past a bound is
 * refused, saying so.
 */
public final class Spreadsheet {
    /** The largest file that is read, in bytes. */
    public static final int MAX_BYTES = 64 << 20;
    /** The last row that may hold anything. */
    public static final int MAX_ROWS = 100_000;
    /** How many columns may hold anything. */
    public static final int MAX_COLUMNS = 200;
    /** How many cells of one file may hold anything. */
    public static final int MAX_CELLS = 2_000_000;
    /** The longest text of one cell, in characters, as in Excel. */
    public static final int MAX_TEXT = 32_767;

    static final String USE_A_LIST = "Delete what is not needed, or share it out among several files";

    private static final String SAVE_AS_XLSX = "In Excel, save it as \"Excel Workbook (.xlsx)\"";

    private static final Map<String, String> OTHER_KINDS = Map.of(
            "xls", "is in the old Excel format .xls, which is not read",
            "xlsm", "is a workbook with macros (.xlsm), and rules hold no code",
            "xlsb", "is a binary workbook (.xlsb), which is not read",
            "xltx", "is a template (.xltx), not a workbook",
            "xltm", "is a template with macros (.xltm), and rules hold no code",
            "ods", "is an OpenDocument spreadsheet (.ods), which is not read",
            "numbers", "is a Numbers spreadsheet, which is not read",
            "tsv", "is named .tsv, which is not read");

    private static final Pattern OF_DROOLS = Pattern.compile(".*[^/]\\.drl\\.(xlsx?|csv)", Pattern.CASE_INSENSITIVE);

    private Spreadsheet() {}

    /** Whether a file's name says that it is a spreadsheet of some kind, even one that is refused. */
    public static boolean isNamedLikeOne(String file) {
        String ending = ending(file);
        return ending.equals("xlsx") || ending.equals("csv") || OTHER_KINDS.containsKey(ending);
    }

    /** Whether a file's name says that it is a decision table in Drools' own format. */
    public static boolean isOfDrools(String file) {
        return OF_DROOLS.matcher(file).matches();
    }

    /**
     * Reads all sheets of a file.
     *
     * @param file as the author knows it; its ending tells how to read it
     * @param content its bytes
     * @param flaws takes what keeps it, or part of it, from being read
     * @return the sheets that could be read, in the file's order, without the hidden one that {@link WorkbookWriter}
     *     adds for its drop-downs
     */
    public static List<Sheet> read(String file, byte[] content, List<Flaw> flaws) {
        String ending = ending(file);
        if (ending.equals("xlsx")) {
            return Xlsx.read(file, content, flaws);
        }
        if (ending.equals("csv")) {
            return Csv.read(file, content, flaws).stream().toList();
        }
        String why = OTHER_KINDS.getOrDefault(ending, "is neither .xlsx nor .csv");
        String remedy = ending.equals("tsv") ? "Name it .csv; tabs between the cells are read" : SAVE_AS_XLSX;
        flaws.add(Flaw.in(file, "The file " + why + ".", remedy));
        return List.of();
    }

    static Flaw tooLarge(String file, long bytes) {
        return Flaw.in(
                file,
                String.format(
                        Locale.ROOT,
                        "The file has %d MB; at most %d MB are read.",
                        (bytes + (1 << 20) - 1) >> 20,
                        MAX_BYTES >> 20),
                USE_A_LIST);
    }

    /** What is too much about a sheet so far, if anything is. */
    static Optional<String> excess(int row, int columns, long cells) {
        if (row > MAX_ROWS) {
            return Optional.of(
                    String.format(Locale.ROOT, "There are cells below row %,d, the last that is read.", MAX_ROWS));
        }
        if (columns > MAX_COLUMNS) {
            return Optional.of(String.format(
                    Locale.ROOT, "Row %d has more than %d columns, the most that are read.", row, MAX_COLUMNS));
        }
        if (cells > MAX_CELLS) {
            return Optional.of(
                    String.format(Locale.ROOT, "There are more than %,d cells, the most that are read.", MAX_CELLS));
        }
        return Optional.empty();
    }

    private static String ending(String file) {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
