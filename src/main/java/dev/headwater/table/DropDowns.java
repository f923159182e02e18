package dev.headwater.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationHelper;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** Drop-downs of known values: short ones in the cell's own rule, long ones on a hidden sheet. */
final class DropDowns {
    /** What cell A1 of the hidden sheet says, so that it is known again when the workbook is read. */
    static final String VALUES_MARK = "Values of the drop-downs (written by Headwater)";

    private static final int LONGEST_INLINE = 255;
    private static final int FIRST_VALUE_ROW = 2;

    private final XSSFWorkbook workbook;
    /** The columns of the hidden sheet, by heading. */
    private final Map<String, List<String>> listed = new LinkedHashMap<>();

    private @Nullable XSSFSheet values;

    DropDowns(XSSFWorkbook workbook) {
        this.workbook = workbook;
    }

    /** How a drop-down takes a value that is not in it. */
    enum Strictness {
        /** Any other text may be typed: a WHEN cell can say more than one value. */
        SUGGESTS,
        /** Excel asks whether it is meant. */
        ASKS
    }

    /**
     * Puts a drop-down on the cells of one column.
     *
     * @param heading whose values they are
     * @param firstRow 0 for the first
     */
    void add(
            XSSFSheet sheet,
            String heading,
            List<String> choices,
            Strictness strictness,
            int firstRow,
            int lastRow,
            int column) {
        DataValidationHelper helper = sheet.getDataValidationHelper();
        boolean inline = String.join(",", choices).length() <= LONGEST_INLINE
                && choices.stream().noneMatch(choice -> choice.contains(",") || choice.contains("\""));
        DataValidationConstraint constraint = inline
                ? helper.createExplicitListConstraint(choices.toArray(String[]::new))
                : helper.createFormulaListConstraint(range(heading, choices));
        DataValidation validation =
                helper.createValidation(constraint, new CellRangeAddressList(firstRow, lastRow, column, column));
        validation.setSuppressDropDownArrow(true);
        validation.setShowErrorBox(strictness == Strictness.ASKS);
        if (strictness == Strictness.ASKS) {
            validation.setErrorStyle(DataValidation.ErrorStyle.WARNING);
            validation.createErrorBox(heading, "This is not one of the known values of " + heading + ".");
        }
        sheet.addValidationData(validation);
    }

    /** Fills the hidden sheet, if any drop-down needs it. */
    void writeValues(Looks looks) {
        if (values == null) {
            return;
        }
        int column = 0;
        cell(0, 0, VALUES_MARK, looks);
        for (Map.Entry<String, List<String>> list : listed.entrySet()) {
            cell(FIRST_VALUE_ROW - 1, column, list.getKey(), looks);
            for (int i = 0; i < list.getValue().size(); i++) {
                cell(FIRST_VALUE_ROW + i, column, list.getValue().get(i), looks);
            }
            column++;
        }
        workbook.setSheetHidden(workbook.getSheetIndex(values), true);
    }

    private String range(String heading, List<String> choices) {
        if (values == null) {
            String name = "Values";
            for (int i = 2; workbook.getSheet(name) != null; i++) {
                name = "Values " + i;
            }
            values = workbook.createSheet(name);
        }
        listed.putIfAbsent(heading, choices);
        int column = List.copyOf(listed.keySet()).indexOf(heading);
        String letters = CellReference.convertNumToColString(column);
        return String.format(
                "'%s'!$%s$%d:$%s$%d",
                values.getSheetName(), letters, FIRST_VALUE_ROW + 1, letters, FIRST_VALUE_ROW + choices.size());
    }

    private void cell(int row, int column, String text, Looks looks) {
        XSSFSheet sheet = java.util.Objects.requireNonNull(values);
        XSSFRow line = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
        SheetWriter.text(line.createCell(column), text, looks.text());
    }
}
