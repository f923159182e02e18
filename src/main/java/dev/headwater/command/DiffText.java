package dev.headwater.command;

import dev.headwater.table.CellAddress;
import dev.headwater.table.ColumnKind;
import dev.headwater.table.SheetDiff;
import dev.headwater.table.SheetParts;
import dev.headwater.table.Text;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes differences for people: {@code +} is new, {@code -} is gone, {@code ~} is changed, {@code >} is moved. */
final class DiffText {
    private static final int MOST_PASSED = 3;
    /** Of a list that was sorted anew, nobody wants to read each row. */
    private static final int MOST_MOVED = 20;

    private final PrintWriter out;
    private final boolean colours;
    private int differences;

    DiffText(PrintWriter out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    boolean isEmpty() {
        return differences == 0;
    }

    void added(SheetParts sheet) {
        whole("+", Paint.GREEN, sheet, "was added");
    }

    void removed(SheetParts sheet) {
        whole("-", Paint.RED, sheet, "was removed");
    }

    private void whole(String sign, Paint paint, SheetParts sheet, String what) {
        differences++;
        int rows = sheet.rows().size();
        out.println(paint.on(
                sign + " " + Text.visible(sheet.place()) + ": the " + kind(sheet) + " " + Text.visible(sheet.title())
                        + " " + what + ", with " + rows + (rows == 1 ? " row" : " rows"),
                colours));
    }

    private static String kind(SheetParts sheet) {
        return switch (sheet.form()) {
            case TABLE -> "table";
            case LIST -> "list";
            case OTHER -> "sheet";
        };
    }

    void otherFile(String file, String what) {
        differences++;
        out.println(Paint.YELLOW.on("~ " + Text.visible(file) + " " + what, colours));
    }

    void of(SheetDiff diff) {
        if (diff.changes().isEmpty()) {
            return;
        }
        String was = diff.before().place();
        String is = diff.after().place();
        out.println(Paint.BOLD.on(Text.visible(was.equals(is) ? is : was + " → " + is), colours));
        int moved = 0;
        for (SheetDiff.Change change : diff.changes()) {
            differences++;
            if (!(change instanceof SheetDiff.RowMoved) || ++moved <= MOST_MOVED) {
                change(change, diff);
            }
        }
        if (moved > MOST_MOVED) {
            out.println(Paint.CYAN.on("  > " + (moved - MOST_MOVED) + " more rows stand elsewhere", colours));
        }
        if (moved > 0 && diff.after().form() == SheetParts.Form.TABLE) {
            out.println("    " + order(diff.after().hitPolicy()));
        }
    }

    private static String order(String hitPolicy) {
        return Text.nameKey(hitPolicy).equals("first match")
                ? "The first row that fits decides, so the order counts."
                : "The order makes no difference under the hit policy " + Text.visible(hitPolicy) + ".";
    }

    void total() {
        out.println(
                differences == 0
                        ? "No differences."
                        : differences == 1 ? "1 difference." : differences + " differences.");
        out.flush();
    }

    private void change(SheetDiff.Change change, SheetDiff diff) {
        if (change instanceof SheetDiff.LineChanged line) {
            out.println(Paint.YELLOW.on("  ~ " + Text.visible(line.name()), colours) + ": "
                    + fromTo(line.was(), line.is()));
        } else if (change instanceof SheetDiff.ColumnAdded added) {
            out.println(Paint.GREEN.on("  + column " + heading(added.column()), colours));
        } else if (change instanceof SheetDiff.ColumnRemoved removed) {
            out.println(Paint.RED.on("  - column " + heading(removed.column()), colours));
        } else if (change instanceof SheetDiff.ColumnsMoved columns) {
            out.println(Paint.CYAN.on("  > columns", colours) + " stand in another order: "
                    + Text.visible(String.join(", ", columns.names())));
        } else if (change instanceof SheetDiff.RowAdded added) {
            out.println(Paint.GREEN.on("  + " + row(added.row()) + ": " + content(added.row(), diff.after()), colours));
        } else if (change instanceof SheetDiff.RowRemoved removed) {
            out.println(
                    Paint.RED.on("  - " + row(removed.row()) + ": " + content(removed.row(), diff.before()), colours));
        } else if (change instanceof SheetDiff.RowMoved moved) {
            out.println(Paint.CYAN.on("  > " + row(moved.after()), colours) + " was row "
                    + moved.before().line() + passed(moved));
        } else if (change instanceof SheetDiff.RowChanged changed) {
            out.println(Paint.YELLOW.on("  ~ " + row(changed.after()), colours));
            changed.cells().forEach(cell -> cell(cell, changed, diff));
        }
    }

    private void cell(SheetDiff.CellChanged cell, SheetDiff.RowChanged row, SheetDiff diff) {
        CellAddress where = new CellAddress(
                diff.after().sheet().file(),
                diff.after().sheet().name(),
                cell.column().index(),
                row.after().line());
        out.println("      " + where.cell() + "  " + heading(cell.column()) + ": " + fromTo(cell.was(), cell.is()));
    }

    private String fromTo(String was, String is) {
        return Paint.RED.on(quoted(was), colours) + " → " + Paint.GREEN.on(quoted(is), colours);
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "(empty)" : "\"" + oneLine(text) + "\"";
    }

    private static String row(SheetParts.Row row) {
        return Text.visible(row.name());
    }

    private static String heading(SheetParts.Column column) {
        String kind = column.kind() == null || column.label().isEmpty() ? "" : column.kind() + " ";
        return kind + Text.visible(column.name());
    }

    /** Such as {@code Source category "search", Medium class "paid" → Channel "Paid Search"; BECAUSE "a paid click"}. */
    private static String content(SheetParts.Row row, SheetParts sheet) {
        boolean table = sheet.form() == SheetParts.Form.TABLE;
        List<String> asked = new ArrayList<>();
        List<String> answered = new ArrayList<>();
        List<String> besides = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            SheetParts.Column column = sheet.columns().get(i);
            String text = SheetParts.shown(row.cells().get(i));
            if (!text.isBlank() && column.kind() != ColumnKind.ID) {
                List<String> part = column.kind() == ColumnKind.WHEN || !table
                        ? asked
                        : column.kind() == ColumnKind.THEN ? answered : besides;
                part.add(Text.visible(column.name()) + " \"" + oneLine(text) + "\"");
            }
        }
        if (!table) {
            return String.join(", ", asked);
        }
        return (asked.isEmpty() ? "anything" : String.join(", ", asked)) + " → " + String.join(", ", answered)
                + (besides.isEmpty() ? "" : "; " + String.join("; ", besides));
    }

    private static String passed(SheetDiff.RowMoved moved) {
        if (moved.passed().isEmpty()) {
            return "";
        }
        List<SheetParts.Row> passed = moved.passed();
        String names = passed.stream().limit(MOST_PASSED).map(DiffText::row).collect(Collectors.joining(", "));
        String more = passed.size() > MOST_PASSED ? " and " + (passed.size() - MOST_PASSED) + " more" : "";
        return "; it is now " + (moved.up() ? "above " : "below ") + names + more;
    }

    private static String oneLine(String text) {
        return Text.visible(text.strip().replaceAll("\\R", "⏎"));
    }
}
