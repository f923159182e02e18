package dev.headwater.table;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Tells what an author may not see, or not see as it is: hidden sheets, rows and columns, and merged cells. */
final class Hidden {
    private Hidden() {}

    static void tell(Sheet sheet, int firstRow, List<Flaw> flaws) {
        if (sheet.hidden()) {
            flaws.add(new Flaw(
                    Flaw.Severity.WARNING,
                    sheet.file(),
                    sheet.name(),
                    null,
                    "The sheet is hidden; it is read all the same.",
                    "Show it, or delete it"));
        }
        List<String> rows = new ArrayList<>();
        for (int row : new TreeSet<>(sheet.hiddenRows())) {
            if (row >= firstRow) {
                rows.add(Integer.toString(row));
            }
        }
        if (!rows.isEmpty()) {
            flaws.add(Flaw.warningAt(
                    new CellAddress(sheet.file(), sheet.name(), 0, Integer.parseInt(rows.get(0))),
                    hidden("Row", rows),
                    "Show them; to rest a row, put an x in a column OFF"));
        }
        List<String> columns = new ArrayList<>();
        int first = -1;
        for (int column : new TreeSet<>(sheet.hiddenColumns())) {
            first = first < 0 ? column : first;
            String cell = new CellAddress("", "", column, 1).cell();
            columns.add(cell.substring(0, cell.length() - 1));
        }
        if (!columns.isEmpty()) {
            flaws.add(Flaw.warningAt(
                    new CellAddress(sheet.file(), sheet.name(), first, firstRow),
                    hidden("Column", columns),
                    "Show them; a column NOTE is for what Headwater should not read"));
        }
    }

    private static String hidden(String what, List<String> names) {
        int most = 20;
        String shown = String.join(", ", names.subList(0, Math.min(most, names.size())));
        String more = names.size() > most ? " and " + (names.size() - most) + " more" : "";
        return names.size() == 1
                ? what + " " + shown + " is hidden; it is read all the same."
                : what + "s " + shown + more + " are hidden; they are read all the same.";
    }

    static Flaw merged(Sheet sheet, Sheet.Range range) {
        CellAddress first = new CellAddress(sheet.file(), sheet.name(), range.firstColumn(), range.firstRow());
        CellAddress last = new CellAddress(sheet.file(), sheet.name(), range.lastColumn(), range.lastRow());
        return Flaw.at(
                first,
                "The cells " + first.cell() + " to " + last.cell() + " are merged, so that only the first has a value.",
                "Unmerge them and fill in each");
    }
}
