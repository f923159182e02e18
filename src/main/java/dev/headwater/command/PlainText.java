package dev.headwater.command;

import dev.headwater.table.ColumnKind;
import dev.headwater.table.SheetParts;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * A sheet as text for version control: one line for each row, which names the words that the row fills in. A changed
 * cell changes that line and no other, and neither does a new row or column.
 */
final class PlainText {
    private static final String BETWEEN = " | ";

    private PlainText() {}

    static List<String> of(SheetParts parts) {
        List<String> lines = new ArrayList<>();
        if (!parts.sheet().name().isEmpty()) {
            lines.add("Sheet" + BETWEEN + oneLine(parts.sheet().name()));
        }
        parts.above().forEach(line -> lines.add(oneLine(line.name()) + BETWEEN + oneLine(line.value())));
        List<String> headings = parts.columns().stream()
                .map(column -> column.kind() == null || column.label().isEmpty()
                        ? column.name()
                        : column.kind() + " " + column.label())
                .map(PlainText::oneLine)
                .toList();
        lines.add("Columns" + BETWEEN + String.join(BETWEEN, headings));
        parts.rows().forEach(row -> lines.add(row(row, parts)));
        return lines;
    }

    private static String row(SheetParts.Row row, SheetParts parts) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            SheetParts.Column column = parts.columns().get(i);
            String text = oneLine(SheetParts.shown(row.cells().get(i)));
            if (column.kind() == ColumnKind.ID) {
                cells.add(text.isEmpty() ? "(no ID)" : text);
            } else if (!text.isEmpty()) {
                cells.add((column.kind() == ColumnKind.THEN ? "→ " : "") + oneLine(column.name()) + ": " + text);
            }
        }
        return String.join(BETWEEN, cells);
    }

    private static String oneLine(String text) {
        return Text.visible(text.strip().replaceAll("\\R", "⏎"));
    }
}
