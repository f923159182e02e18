package dev.headwater.signal;

import dev.headwater.table.ReferenceList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small lists for tests, as one would type them: cells with a bar between. */
final class ListText {
    private ListText() {}

    static ReferenceList of(String name, String header, String... lines) {
        List<String> columns = cells(header);
        List<ReferenceList.Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            Map<String, String> row = new LinkedHashMap<>();
            List<String> cells = cells(lines[i]);
            for (int c = 0; c < columns.size(); c++) {
                row.put(columns.get(c), c < cells.size() ? cells.get(c) : "");
            }
            rows.add(new ReferenceList.Row(i + 2, row));
        }
        return new ReferenceList(name, "rules/lists/" + name + ".csv", columns, rows);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }
}
