package dev.headwater.rules;

import dev.headwater.decision.CrmField;
import dev.headwater.table.FillIn;
import dev.headwater.table.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a row of the table CRM writes, before the lead's values are in it.
 *
 * @param cells in the order of the columns
 */
record CrmRow(List<Cell> cells) {
    CrmRow {
        cells = List.copyOf(cells);
    }

    /**
     * One field.
     *
     * @param field without its value where that is to be filled in
     * @param fillIn null where the value is fixed
     */
    record Cell(CrmField field, @Nullable FillIn fillIn) {
        CrmField with(Function<Word, @Nullable String> values) {
            return fillIn == null ? field : new CrmField(field.product(), field.field(), fillIn.with(values));
        }
    }

    /** @param values gives the value of a word for people, or null */
    List<CrmField> with(Function<Word, @Nullable String> values) {
        List<CrmField> fields = new ArrayList<>(cells.size());
        for (Cell cell : cells) {
            fields.add(cell.with(values));
        }
        return fields;
    }
}
