package dev.headwater.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the parts of a decision table stand on its sheet, as far as they can be found without reading any meaning into
 * them.
 *
 * @param kindRow the row of ID, WHEN, THEN …; 1 for the sheet's first
 * @param labelRow the row of the words
 * @param kinds what each column is for; 0 for A
 * @param labels what each column's label says, folded blanks trimmed; empty text where there is none
 */
record TableLayout(int kindRow, int labelRow, Map<Integer, ColumnKind> kinds, List<String> labels) {

    TableLayout {
        kinds = Collections.unmodifiableMap(new TreeMap<>(kinds));
        labels = List.copyOf(labels);
    }

    /** The layout of a sheet; nothing where it has no line of kinds with a line of labels below it. */
    static Optional<TableLayout> of(Sheet sheet) {
        if (!sheet.opening().equals(RuleFolder.TABLE)) {
            return Optional.empty();
        }
        List<Sheet.Line> lines =
                sheet.lines().stream().filter(line -> !line.isBlank()).toList();
        for (int i = 1; i + 1 < lines.size(); i++) {
            if (isLineOfKinds(lines.get(i))) {
                return Optional.of(of(lines.get(i), lines.get(i + 1)));
            }
        }
        return Optional.empty();
    }

    static boolean isLineOfKinds(Sheet.Line line) {
        return line.cells().stream()
                .map(cell -> Text.fold(cell.text()))
                .anyMatch(cell -> cell.equals("when") || cell.equals("then"));
    }

    private static TableLayout of(Sheet.Line kindLine, Sheet.Line labelLine) {
        Map<Integer, ColumnKind> kinds = new TreeMap<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < Math.max(kindLine.cells().size(), labelLine.cells().size()); i++) {
            int column = i;
            ColumnKind.of(kindLine.cell(i).text()).ifPresent(kind -> kinds.put(column, kind));
            labels.add(Text.tidy(labelLine.cell(i).text()));
        }
        return new TableLayout(kindLine.row(), labelLine.row(), kinds, labels);
    }
}
