package dev.headwater.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What differs between two sheets that hold the same table or list: lines above, columns, and rows cell by cell. A row
 * is known again by its ID, else by what stands in it, so that it can be told from where to where it moved.
 *
 * @param before the earlier sheet
 * @param after the later one
 * @param changes what differs; none where both say the same, cell for cell
 */
public record SheetDiff(SheetParts before, SheetParts after, List<Change> changes) {

    public SheetDiff {
        changes = List.copyOf(changes);
    }

    /** One difference. */
    public sealed interface Change {}

    /** A line above the columns says something else; empty text where there is none. */
    public record LineChanged(String name, String was, String is) implements Change {}

    /** A column that was not there before. */
    public record ColumnAdded(SheetParts.Column column) implements Change {}

    /** A column that is not there any more. */
    public record ColumnRemoved(SheetParts.Column column) implements Change {}

    /** The same columns stand in another order, which means nothing to Headwater. */
    public record ColumnsMoved(List<String> names) implements Change {
        public ColumnsMoved {
            names = List.copyOf(names);
        }
    }

    /** A row that was not there before. */
    public record RowAdded(SheetParts.Row row) implements Change {}

    /** A row that is not there any more. */
    public record RowRemoved(SheetParts.Row row) implements Change {}

    /**
     * A row stands elsewhere among the others.
     *
     * @param before the row where it was
     * @param after the row where it is
     * @param up whether it went up
     * @param passed the rows, as they are now, that it changed places with
     */
    public record RowMoved(SheetParts.Row before, SheetParts.Row after, boolean up, List<SheetParts.Row> passed)
            implements Change {
        public RowMoved {
            passed = List.copyOf(passed);
        }
    }

    /** A row with other cells. */
    public record RowChanged(SheetParts.Row before, SheetParts.Row after, List<CellChanged> cells) implements Change {
        public RowChanged {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A cell with other content.
     *
     * @param column its column, as it is now
     * @param was what it showed
     * @param is what it shows
     */
    public record CellChanged(SheetParts.Column column, String was, String is) {}

    /** Compares two sheets. */
    public static SheetDiff between(SheetParts before, SheetParts after) {
        List<Change> changes = new ArrayList<>(lines(before, after));
        RowPairs.Columns columns = RowPairs.Columns.of(before, after);
        columns.removed().forEach(column -> changes.add(new ColumnRemoved(column)));
        columns.added().forEach(column -> changes.add(new ColumnAdded(column)));
        if (columns.areMoved()) {
            changes.add(new ColumnsMoved(
                    after.columns().stream().map(SheetParts.Column::name).toList()));
        }
        changes.addAll(rows(before, after, columns));
        return new SheetDiff(before, after, changes);
    }

    private static List<Change> lines(SheetParts before, SheetParts after) {
        List<Change> changes = new ArrayList<>();
        if (before.form() != after.form()) {
            changes.add(new LineChanged("Kind of sheet", word(before.form()), word(after.form())));
        }
        for (SheetParts.Line line : before.above()) {
            String is = value(after, line.name());
            if (!is.equals(line.value())) {
                changes.add(new LineChanged(line.name(), line.value(), is));
            }
        }
        for (SheetParts.Line line : after.above()) {
            if (before.above().stream().noneMatch(other -> other.name().equals(line.name()))
                    && !line.value().isEmpty()) {
                changes.add(new LineChanged(line.name(), "", line.value()));
            }
        }
        return changes;
    }

    private static String word(SheetParts.Form form) {
        return switch (form) {
            case TABLE -> "decision table";
            case LIST -> "list";
            case OTHER -> "any other";
        };
    }

    private static String value(SheetParts parts, String name) {
        return parts.above().stream()
                .filter(line -> line.name().equals(name))
                .map(SheetParts.Line::value)
                .findFirst()
                .orElse("");
    }

    private static List<Change> rows(SheetParts before, SheetParts after, RowPairs.Columns columns) {
        RowPairs pairs = RowPairs.of(before, after, columns);
        List<Change> gone = new ArrayList<>();
        for (int i = 0; i < before.rows().size(); i++) {
            if (pairs.partnerOfBefore(i) < 0) {
                gone.add(new RowRemoved(before.rows().get(i)));
            }
        }
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < after.rows().size(); i++) {
            SheetParts.Row row = after.rows().get(i);
            int partner = pairs.partnerOfAfter(i);
            if (partner < 0) {
                changes.add(new RowAdded(row));
                continue;
            }
            SheetParts.Row earlier = before.rows().get(partner);
            List<CellChanged> cells = cells(earlier, row, columns);
            if (!cells.isEmpty()) {
                changes.add(new RowChanged(earlier, row, cells));
            }
            if (pairs.isMoved(i)) {
                List<Integer> passed = pairs.passedBy(i);
                boolean up = !passed.isEmpty() && passed.get(0) > i;
                changes.add(new RowMoved(
                        earlier, row, up, passed.stream().map(after.rows()::get).toList()));
            }
        }
        return merged(gone, changes);
    }

    /** Each removed row before whatever differs at the line where it stood. */
    private static List<Change> merged(List<Change> gone, List<Change> changes) {
        List<Change> all = new ArrayList<>(gone);
        all.addAll(changes);
        all.sort(Comparator.comparingInt(SheetDiff::line));
        return all;
    }

    private static int line(Change change) {
        if (change instanceof RowRemoved removed) {
            return removed.row().line();
        }
        if (change instanceof RowAdded added) {
            return added.row().line();
        }
        if (change instanceof RowChanged changed) {
            return changed.after().line();
        }
        return change instanceof RowMoved moved ? moved.after().line() : 0;
    }

    private static List<CellChanged> cells(SheetParts.Row before, SheetParts.Row after, RowPairs.Columns columns) {
        return IntStream.range(0, columns.shared().size())
                .mapToObj(columns.shared()::get)
                .map(column -> {
                    String was = SheetParts.shown(before.cells().get(column.before()));
                    String is = SheetParts.shown(after.cells().get(column.after()));
                    return was.equals(is) ? null : new CellChanged(column.column(), was, is);
                })
                .filter(Objects::nonNull)
                .toList();
    }
}
