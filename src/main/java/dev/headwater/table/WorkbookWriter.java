package dev.headwater.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes sheets into a workbook that is pleasant to edit: coloured headings that stay in view, drop-downs of the values
 * that the dictionary knows, cells in which Excel makes no dates of what is typed. The same sheets always give the same
 * bytes.
 */
public final class WorkbookWriter {
    /** Every workbook is of this moment, so that its bytes depend on its content alone. */
    private static final LocalDateTime WRITTEN = LocalDateTime.of(2000, 1, 1, 0, 0);

    private WorkbookWriter() {}

    /**
     * Writes a workbook.
     *
     * @param sheets decision tables, lists, or anything else, in the order of their tabs; a sheet without a name is
     *     called as its table or list is, or as its file
     * @param dictionary gives the drop-downs, and the remarks on the headings
     * @param out takes the bytes; is not closed
     * @throws IOException if {@code out} does
     * @throws IllegalArgumentException if there is no sheet, or a cell has more than {@link Spreadsheet#MAX_TEXT}
     *     characters
     */
    public static void write(List<Sheet> sheets, Dictionary dictionary, OutputStream out) throws IOException {
        if (sheets.isEmpty()) {
            throw new IllegalArgumentException("a workbook has at least one sheet");
        }
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            add(sheets, dictionary, workbook);
            POIXMLProperties.CoreProperties properties =
                    workbook.getProperties().getCoreProperties();
            properties.setCreator("Headwater");
            properties.setCreated(Optional.of(Date.from(WRITTEN.toInstant(ZoneOffset.UTC))));
            properties.setModified(Optional.of(Date.from(WRITTEN.toInstant(ZoneOffset.UTC))));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            copyWithFixedTimes(bytes.toByteArray(), out);
        }
    }

    /** Adds sheets to a workbook; gives each by the name of its tab. */
    static Map<String, Sheet> add(List<Sheet> sheets, Dictionary dictionary, XSSFWorkbook workbook) {
        Map<String, Sheet> added = new LinkedHashMap<>();
        if (sheets.isEmpty()) {
            return added;
        }
        Looks looks = new Looks(workbook);
        DropDowns dropDowns = new DropDowns(workbook);
        for (Sheet sheet : sheets) {
            String name = freeName(sheet, workbook);
            new SheetWriter(sheet, workbook.createSheet(name), dictionary, looks, dropDowns).write();
            added.put(name, sheet);
        }
        dropDowns.writeValues(looks);
        return added;
    }

    private static String freeName(Sheet sheet, XSSFWorkbook workbook) {
        String name = sheet.name();
        if (name.isBlank() && !sheet.opening().isEmpty()) {
            name = Text.tidy(sheet.lines().get(0).cell(1).text());
        }
        if (name.isBlank()) {
            String file = sheet.file().substring(sheet.file().lastIndexOf('/') + 1);
            name = file.replaceFirst("\\.[^.]*$", "");
        }
        String safe = WorkbookUtil.createSafeSheetName(name.isBlank() ? "Sheet" : name, '-');
        String free = safe;
        for (int i = 2; workbook.getSheet(free) != null; i++) {
            String end = " " + i;
            free = safe.substring(0, Math.min(safe.length(), 31 - end.length())) + end;
        }
        return free;
    }

    private static void copyWithFixedTimes(byte[] zip, OutputStream out) throws IOException {
        try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(zip))) {
            ZipOutputStream copy = new ZipOutputStream(out);
            for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                ZipEntry entry = new ZipEntry(part.getName());
                entry.setTimeLocal(WRITTEN);
                copy.putNextEntry(entry);
                parts.transferTo(copy);
                copy.closeEntry();
            }
            copy.finish();
            copy.flush();
        }
    }
}
