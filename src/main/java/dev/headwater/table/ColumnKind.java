package dev.headwater.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a column of a decision table is for, as the line above its labels says. */
public enum ColumnKind {
    ID,
    WHEN,
    THEN,
    BECAUSE,
    NOTE,
    FROM,
    UNTIL,
    OFF;

    static Optional<ColumnKind> of(String cell) {
        String folded = Text.fold(cell);
        return Arrays.stream(values())
                .filter(kind -> Text.fold(kind.name()).equals(folded))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ColumnKind::name).toList();
    }

    /** Whether a table can have several such columns. */
    boolean isRepeatable() {
        return this == WHEN || this == THEN || this == NOTE;
    }
}
