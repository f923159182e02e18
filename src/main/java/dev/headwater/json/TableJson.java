package dev.headwater.json;

import dev.headwater.table.Cell;
import dev.headwater.table.CellAddress;
import dev.headwater.table.SheetParts;
import dev.headwater.table.SheetParts.Column;
import dev.headwater.table.SheetParts.Row;
import dev.headwater.table.Text;
import java.io.IOException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A decision table or list as JSON: what people see when they open its file, with the place of each cell. */
public final class TableJson {
    private TableJson() {}

    /**
     * Writes a table or list, in UTF-8.
     *
     * @param revision of the rules that it stands in
     */
    public static byte[] write(SheetParts sheet, String revision) {
        return JsonOut.object(16_384, json -> {
            json.text("name", sheet.title());
            json.text("kind", sheet.form() == SheetParts.Form.TABLE ? "table" : "list");
            json.text("revision", revision);
            json.text("file", sheet.sheet().file());
            json.text("sheet", orNull(sheet.sheet().name()));
            json.text("hitPolicy", orNull(sheet.hitPolicy()));
            json.text("about", orNull(sheet.about()));
            json.objects("columns", sheet.columns(), TableJson::column);
            json.objects("rows", sheet.rows(), (out, row) -> row(out, sheet, row));
        });
    }

    private static void column(JsonOut json, Column column) throws IOException {
        json.text("column", at("", column.index(), 1).letters());
        json.text("kind", column.kind() == null ? null : column.kind().name());
        json.text("name", column.name());
    }

    private static void row(JsonOut json, SheetParts sheet, Row row) throws IOException {
        String place = sheet.sheet().name().isEmpty()
                ? sheet.sheet().file()
                : sheet.sheet().file() + "!" + sheet.sheet().name();
        json.text("row", place + "!A" + row.line());
        json.text("id", orNull(row.id()));
        json.objects("cells", () -> IntStream.range(0, row.cells().size()).iterator(), (out, i) -> {
            Cell cell = row.cells().get(i);
            out.text("cell", at("", sheet.columns().get(i).index(), row.line()).cell());
            out.text("text", cell.isBlank() ? null : SheetParts.shown(cell));
        });
    }

    private static CellAddress at(String file, int column, int row) {
        return new CellAddress(file, "", column, row);
    }

    private static @Nullable String orNull(String text) {
        return Text.tidy(text).isEmpty() ? null : text;
    }
}
