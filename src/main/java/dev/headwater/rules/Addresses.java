package dev.headwater.rules;

import dev.headwater.decision.RowAddress;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Row;

/** Where rows stand, in the words of an answer. */
final class Addresses {
    private Addresses() {}

    static RowAddress of(DecisionTable table, Row row) {
        return new RowAddress(table.file(), table.sheet(), table.address(row).cell());
    }
}
