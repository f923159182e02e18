package dev.headwater.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Brings a workbook that is there up to what sheets say: only cells that differ are written, rows take their looks and
 * comments along when they move, and whatever else the workbook holds stays as it is.
 */
public final class WorkbookUpdate {
    /** Parts of a workbook that would not survive being written again. */
    private static final Map<String, String> LOST = Map.of(
            "xl/pivottables/", "pivot tables",
            "xl/threadedcomments/", "threaded comments",
            "xl/slicers/", "slicers",
            "_xmlsignatures/", "a digital signature");

    private WorkbookUpdate() {}

    /**
     * What came of an update.
     *
     * @param workbook the workbook as it is to be written
     * @param changes what differs, sheet by sheet; only sheets with differences
     * @param added the sheets that were not there before
     */
    public record Updated(byte[] workbook, List<SheetDiff> changes, List<String> added) {
        public Updated {
            changes = List.copyOf(changes);
            added = List.copyOf(added);
        }

        /** Whether the workbook said all of it already. */
        public boolean isNothing() {
            return changes.isEmpty() && added.isEmpty();
        }
    }

    /**
     * Updates a workbook.
     *
     * @param file its name, for flaws
     * @param workbook its bytes
     * @param sheets what its tables and lists are to say, cell for cell; each takes the place of the one of its name
     * @param dictionary gives the drop-downs of sheets that are new
     * @param flaws takes what keeps the workbook from being updated
     * @return nothing where there were flaws
     * @throws IOException if {@code workbook} cannot be opened though it can be read
     */
    public static Optional<Updated> of(
            String file, byte[] workbook, List<Sheet> sheets, Dictionary dictionary, List<Flaw> flaws)
            throws IOException {
        int before = flaws.size();
        List<Sheet> present = Spreadsheet.read(file, workbook, flaws);
        refuseWhatWouldBeLost(file, workbook, flaws);
        if (flaws.size() > before) {
            return Optional.empty();
        }
        try (XSSFWorkbook open = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            List<SheetDiff> changes = new ArrayList<>();
            List<String> added = new ArrayList<>();
            Map<String, Sheet> wanted = new LinkedHashMap<>();
            present.forEach(sheet -> wanted.put(sheet.name(), sheet));
            List<Sheet> fresh = new ArrayList<>();
            for (Sheet sheet : sheets) {
                SheetParts is = SheetParts.of(sheet);
                Optional<SheetParts> was = counterpart(is, present);
                if (was.isPresent()) {
                    SheetDiff diff = SheetDiff.between(was.get(), is);
                    String name = was.get().sheet().name();
                    if (new SheetUpdate(open.getSheet(name), was.get(), is, dictionary).write()) {
                        changes.add(diff);
                    }
                    wanted.put(name, sheet);
                } else {
                    fresh.add(sheet);
                }
            }
            WorkbookWriter.add(fresh, dictionary, open).forEach((name, sheet) -> {
                added.add(name);
                wanted.put(name, sheet);
            });
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            open.write(bytes);
            verify(file, bytes.toByteArray(), wanted);
            return Optional.of(new Updated(bytes.toByteArray(), changes, added));
        }
    }

    private static Optional<SheetParts> counterpart(SheetParts wanted, List<Sheet> present) {
        List<SheetParts> sheets = present.stream()
                .filter(sheet -> !sheet.lines().isEmpty())
                .map(SheetParts::of)
                .toList();
        Optional<SheetParts> sameName = sheets.stream()
                .filter(sheet -> sheet.form() == wanted.form()
                        && wanted.form() != SheetParts.Form.OTHER
                        && Text.nameKey(sheet.title()).equals(Text.nameKey(wanted.title())))
                .findFirst();
        String tab = wanted.sheet().name().isEmpty()
                ? wanted.title()
                : wanted.sheet().name();
        return sameName.isPresent()
                ? sameName
                : sheets.stream()
                        .filter(sheet -> Text.nameKey(sheet.sheet().name()).equals(Text.nameKey(tab)))
                        .findFirst();
    }

    private static void refuseWhatWouldBeLost(String file, byte[] workbook, List<Flaw> flaws) throws IOException {
        Map<String, String> found = new HashMap<>();
        try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                String name = part.getName().toLowerCase(Locale.ROOT);
                LOST.forEach((start, what) -> {
                    if (name.startsWith(start)) {
                        found.put(what, name);
                    }
                });
            }
        }
        found.keySet().stream()
                .sorted()
                .forEach(what -> flaws.add(Flaw.in(
                        file,
                        "The workbook holds " + what + ", which would be lost.",
                        "Change it in a spreadsheet program, or move the table to a workbook of its own")));
    }

    /** What was written is read again: a workbook that says anything else is never handed out. */
    private static void verify(String file, byte[] workbook, Map<String, Sheet> wanted) {
        List<Flaw> flaws = new ArrayList<>();
        Map<String, List<String>> written = new HashMap<>();
        Spreadsheet.read(file, workbook, flaws).forEach(sheet -> written.put(sheet.name(), texts(sheet)));
        wanted.forEach((name, sheet) -> {
            if (!sheet.lines().isEmpty() && !texts(sheet).equals(written.get(name))) {
                throw new IllegalStateException("sheet " + name + " of " + file + " could not be written as wanted");
            }
        });
    }

    private static List<String> texts(Sheet sheet) {
        List<String> texts = new ArrayList<>();
        for (Sheet.Line line : sheet.lines()) {
            for (int i = 0; i < line.cells().size(); i++) {
                if (!line.cell(i).text().isEmpty()) {
                    texts.add(sheet.address(line, i).cell() + " " + line.cell(i).text());
                }
            }
        }
        return texts;
    }
}
