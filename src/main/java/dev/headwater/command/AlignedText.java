package dev.headwater.command;

import dev.headwater.table.ColumnKind;
import dev.headwater.table.SheetParts;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A sheet as text in aligned columns, for a screen of a certain width. */
final class AlignedText {
    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    private final SheetParts parts;
    private final int width;
    private final boolean cut;
    private final boolean colours;

    /**
     * @param width how many characters a line may have; 0 for any number
     * @param cut whether a cell that is too wide is cut; else it goes on in the next line
     */
    AlignedText(SheetParts parts, int width, boolean cut, boolean colours) {
        this.parts = withoutEmptyNotes(parts);
        this.width = width;
        this.cut = cut;
        this.colours = colours;
    }

    private static SheetParts withoutEmptyNotes(SheetParts parts) {
        List<Integer> shown = IntStream.range(0, parts.columns().size())
                .filter(i -> parts.columns().get(i).kind() != ColumnKind.NOTE
                        || parts.rows().stream()
                                .anyMatch(row -> !row.cells().get(i).isBlank()))
                .boxed()
                .toList();
        return new SheetParts(
                parts.sheet(),
                parts.form(),
                parts.title(),
                parts.above(),
                shown.stream().map(parts.columns()::get).toList(),
                parts.rows().stream()
                        .map(row -> new SheetParts.Row(
                                row.line(),
                                row.id(),
                                shown.stream().map(row.cells()::get).toList()))
                        .toList());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Paint.FAINT.on(Text.visible(parts.place()), colours));
        parts.above()
                .forEach(line -> lines.add(Paint.BOLD.on(Text.visible(line.name()), colours)
                        + (line.value().isEmpty() ? "" : GAP + Text.visible(line.value()))));
        if (parts.columns().isEmpty()) {
            return lines;
        }
        lines.add("");
        boolean table = parts.form() == SheetParts.Form.TABLE;
        List<String> kinds = headings(table);
        List<String> labels = parts.columns().stream()
                .map(column -> Text.visible(column.label()))
                .collect(Collectors.toCollection(ArrayList::new));
        labels.add(0, table ? "" : "row");
        List<List<String>> rows = parts.rows().stream().map(AlignedText::cells).toList();
        List<List<String>> all = new ArrayList<>(rows);
        all.add(kinds);
        all.add(labels);
        int[] widths = widths(all);
        if (table || parts.form() == SheetParts.Form.OTHER) {
            lines.addAll(row(kinds, widths, Style.KINDS));
        }
        if (parts.form() != SheetParts.Form.OTHER) {
            lines.addAll(row(labels, widths, Style.LABELS));
        }
        rows.forEach(row -> lines.addAll(row(row, widths, Style.ROW)));
        return lines;
    }

    private List<String> headings(boolean table) {
        List<String> kinds = new ArrayList<>();
        kinds.add(parts.form() == SheetParts.Form.LIST ? "" : "row");
        parts.columns()
                .forEach(column -> kinds.add(
                        column.kind() != null
                                ? column.kind().name()
                                : table || !column.label().isEmpty() ? "" : column.name()));
        return kinds;
    }

    private static List<String> cells(SheetParts.Row row) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(row.line()));
        row.cells()
                .forEach(cell -> cells.add(Text.visible(SheetParts.shown(cell)).replace('\t', ' ')));
        return cells;
    }

    /** As wide as their widest cell; where that is too much, the widest columns give way first, and words last. */
    private int[] widths(List<List<String>> rows) {
        int[] widths = widest(rows, "\\R");
        if (width > 0) {
            narrow(widths, widest(rows, "\\s+"));
            narrow(widths, new int[widths.length]);
        }
        return widths;
    }

    private int[] widest(List<List<String>> rows, String between) {
        int[] widest = new int[parts.columns().size() + 1];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                for (String part : row.get(i).split(between, -1)) {
                    widest[i] = Math.max(widest[i], length(part));
                }
            }
        }
        return widest;
    }

    private void narrow(int[] widths, int[] least) {
        int room = width - GAP.length() * (widths.length - 1);
        for (int most = IntStream.of(widths).max().orElse(0);
                most > NARROWEST && IntStream.of(widths).sum() > room;
                most--) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.min(widths[i], Math.max(most - 1, least[i]));
            }
        }
    }

    private enum Style {
        KINDS,
        LABELS,
        ROW
    }

    private List<String> row(List<String> cells, int[] widths, Style style) {
        List<List<String>> wrapped = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            wrapped.add(cut ? List.of(cut(cells.get(i), widths[i])) : wrap(cells.get(i), widths[i]));
        }
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            StringBuilder out = new StringBuilder();
            int pending = 0;
            for (int i = 0; i < widths.length; i++) {
                String text = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
                boolean number = i == 0 && style == Style.ROW;
                int blanks = widths[i] - length(text);
                if (!text.isEmpty()) {
                    out.append(" ".repeat(pending + (number ? blanks : 0))).append(painted(text, i, style));
                    pending = 0;
                } else {
                    pending += number ? blanks : 0;
                }
                pending += (number ? 0 : blanks) + GAP.length();
            }
            lines.add(out.toString());
        }
        return lines;
    }

    private String painted(String text, int column, Style style) {
        if (column == 0) {
            return Paint.FAINT.on(text, colours);
        }
        @Nullable ColumnKind kind = parts.columns().get(column - 1).kind();
        boolean heading = style != Style.ROW;
        if (kind == ColumnKind.WHEN) {
            return (heading ? Paint.BOLD_BLUE : Paint.BLUE).on(text, colours);
        }
        if (kind == ColumnKind.THEN) {
            return (heading ? Paint.BOLD_GREEN : Paint.GREEN).on(text, colours);
        }
        return heading ? Paint.BOLD.on(text, colours) : text;
    }

    private static String cut(String cell, int width) {
        String line = Text.tidy(cell);
        return length(line) <= width ? line : line.substring(0, line.offsetByCodePoints(0, width - 1)) + "…";
    }

    /** At blanks where there are any, else anywhere. */
    private static List<String> wrap(String cell, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : cell.split("\\R", -1)) {
            String rest = line.strip();
            while (length(rest) > width) {
                int end = rest.offsetByCodePoints(0, width);
                int blank = rest.lastIndexOf(' ', end);
                int at = blank > 0 ? blank : end;
                lines.add(rest.substring(0, at).stripTrailing());
                rest = rest.substring(at).stripLeading();
            }
            lines.add(rest);
        }
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
