package dev.headwater.scenario;

import dev.headwater.table.CellAddress;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What changed about one row between two revisions of the tables; rows are known by their IDs. */
final class ChangedCells {
    private ChangedCells() {}

    /**
     * One changed cell.
     *
     * @param address where it stands now; where it stood, if its row is gone
     * @param sentence what changed, for people
     */
    record Change(CellAddress address, String sentence) {}

    /** The changes of a row, from left to right; none where it stayed as it was or is in neither. */
    static List<Change> of(
            List<DecisionTable> before, List<DecisionTable> after, String file, String sheet, String id) {
        DecisionTable was = table(before, file, sheet, id);
        DecisionTable is = table(after, file, sheet, id);
        if (was == null || is == null) {
            if (is != null) {
                return List.of(new Change(is.address(row(is, id).orElseThrow()), "row " + id + " is new"));
            }
            return was == null
                    ? List.of()
                    : List.of(new Change(was.address(row(was, id).orElseThrow()), "row " + id + " is gone"));
        }
        return between(was, row(was, id).orElseThrow(), is, row(is, id).orElseThrow());
    }

    private static List<Change> between(DecisionTable was, Row old, DecisionTable is, Row now) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < is.conditions().size(); i++) {
            Column column = is.conditions().get(i);
            int before = index(was.conditions(), column);
            compare(
                    is.address(now, column),
                    column,
                    before < 0 ? "" : old.written().get(before),
                    now.written().get(i),
                    changes);
        }
        for (int i = 0; i < is.outcomes().size(); i++) {
            Column column = is.outcomes().get(i);
            int before = index(was.outcomes(), column);
            compare(
                    is.address(now, column),
                    column,
                    before < 0 ? "" : shown(old.outcomes().get(before)),
                    shown(now.outcomes().get(i)),
                    changes);
        }
        for (Column column : was.conditions()) {
            String text = old.written().get(was.conditions().indexOf(column));
            if (index(is.conditions(), column) < 0 && !text.isBlank()) {
                changes.add(new Change(
                        is.address(now), "the column " + column.word().name() + " is gone; it said \"" + text + "\""));
            }
        }
        boolean redated = !java.util.Objects.equals(old.from(), now.from())
                || !java.util.Objects.equals(old.until(), now.until());
        if (redated) {
            changes.add(new Change(is.address(now), "the days on which row " + now.id() + " counts changed"));
        }
        return changes;
    }

    private static void compare(CellAddress at, Column column, String was, String is, List<Change> changes) {
        if (!was.equals(is)) {
            changes.add(new Change(at, column.word().name() + " was \"" + was + "\" and is \"" + is + "\""));
        }
    }

    private static int index(List<Column> columns, Column wanted) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).word().name().equals(wanted.word().name())) {
                return i;
            }
        }
        return -1;
    }

    private static String shown(@Nullable Object outcome) {
        String text = outcome == null ? "" : outcome.toString();
        return outcome instanceof Double && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static @Nullable DecisionTable table(List<DecisionTable> tables, String file, String sheet, String id) {
        return tables.stream()
                .filter(table -> table.file().equals(file)
                        && table.sheet().equals(sheet)
                        && row(table, id).isPresent())
                .findFirst()
                .orElse(null);
    }

    private static Optional<Row> row(DecisionTable table, String id) {
        return table.rows().stream().filter(row -> row.id().equals(id)).findFirst();
    }
}
