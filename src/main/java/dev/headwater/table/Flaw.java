package dev.headwater.table;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with the rule files, told to the person who wrote them.
 *
 * @param severity whether it keeps the rules from going live
 * @param file as the author knows it: {@code rules/channel.xlsx}
 * @param sheet the sheet; null where the file as a whole is meant, or has none
 * @param cell the cell ({@code C9}), or {@code line 12} of a .drl file; null where no single one is meant
 * @param problem what is wrong, in the author's words, with the found text quoted; one sentence or two
 * @param remedy what would be right; null where the problem says it already
 * @param example a lead that shows the flaw; null where it needs none
 */
public record Flaw(
        Severity severity,
        String file,
        @Nullable String sheet,
        @Nullable String cell,
        String problem,
        @Nullable String remedy,
        @Nullable Example example) {

    /** A flaw that needs no lead to show it. */
    public Flaw(
            Severity severity,
            String file,
            @Nullable String sheet,
            @Nullable String cell,
            String problem,
            @Nullable String remedy) {
        this(severity, file, sheet, cell, problem, remedy, null);
    }

    /** The order in which flaws are told: by file, sheet, row and column; a file as a whole comes first. */
    public static final Comparator<Flaw> BY_PLACE = Comparator.comparing(Flaw::file)
            .thenComparing(flaw -> flaw.sheet() == null ? "" : flaw.sheet())
            .thenComparingLong(Flaw::row)
            .thenComparingInt(flaw -> flaw.cell() == null ? 0 : flaw.cell().length())
            .thenComparing(flaw -> flaw.cell() == null ? "" : flaw.cell());

    /** Whether a flaw refuses the load. */
    public enum Severity {
        /** The rules do not go live. */
        ERROR,
        /** The rules go live; the author should know. */
        WARNING
    }

    /** A flaw of one cell that refuses the load. */
    public static Flaw at(CellAddress where, String problem, @Nullable String remedy) {
        return new Flaw(Severity.ERROR, where.file(), sheetOf(where), where.cell(), problem, remedy);
    }

    /** Something to tell about one cell that does not refuse the load. */
    public static Flaw warningAt(CellAddress where, String problem, @Nullable String remedy) {
        return new Flaw(Severity.WARNING, where.file(), sheetOf(where), where.cell(), problem, remedy);
    }

    /** The same flaw with a lead that shows it. */
    public Flaw shownBy(Example lead) {
        return new Flaw(severity, file, sheet, cell, problem, remedy, lead);
    }

    /** A flaw of a file as a whole that refuses the load. */
    public static Flaw in(String file, String problem, @Nullable String remedy) {
        return new Flaw(Severity.ERROR, file, null, null, problem, remedy);
    }

    /** Something to tell about a file as a whole that does not refuse the load. */
    public static Flaw warningIn(String file, String problem, @Nullable String remedy) {
        return new Flaw(Severity.WARNING, file, null, null, problem, remedy);
    }

    private long row() {
        String digits = cell == null ? "" : cell.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
    }

    private static @Nullable String sheetOf(CellAddress where) {
        return where.sheet().isEmpty() ? null : where.sheet();
    }

    /** The same text everywhere: place, problem, and the remedy on an indented second line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (sheet != null) {
            text.append(", sheet ").append(sheet);
        }
        if (cell != null) {
            text.append(cell.startsWith("line ") ? ", " : ", cell ").append(cell);
        }
        text.append(": ").append(problem);
        if (remedy != null) {
            text.append(System.lineSeparator()).append("  ").append(remedy);
        }
        if (example != null && example.lead() != null) {
            text.append(System.lineSeparator())
                    .append("  A lead that shows it: ")
                    .append(example.lead());
        }
        return text.toString();
    }
}
