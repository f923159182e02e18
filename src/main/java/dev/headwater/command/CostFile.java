package dev.headwater.command;

import dev.headwater.attribution.Cost;
import dev.headwater.json.CostSheet;
import dev.headwater.json.CostsJson;
import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.table.Flaw;
import dev.headwater.table.Sheet;
import dev.headwater.table.Spreadsheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Costs in a spreadsheet file. */
final class CostFile {
    private CostFile() {}

    /**
     * Reads those of a file.
     *
     * @param forAll what holds for all of them
     * @param faults takes all that is wrong, each in one sentence with its place
     * @return none where anything is wrong
     */
    static List<Cost> read(Path file, Map<String, String> forAll, List<String> faults) {
        String name = file.toString().replace('\\', '/');
        List<Flaw> flaws = new ArrayList<>();
        List<Sheet> sheets = List.of();
        try {
            sheets = Spreadsheet.read(name, Files.readAllBytes(file), flaws).stream()
                    .filter(sheet -> !sheet.hidden() && !sheet.lines().isEmpty())
                    .toList();
        } catch (NoSuchFileException e) {
            faults.add(name + ": there is no such file.");
        } catch (IOException e) {
            faults.add(name + ": it cannot be read: " + e);
        }
        flaws.forEach(flaw -> faults.add(flaw.toString()));
        if (!faults.isEmpty()) {
            return List.of();
        }
        if (sheets.size() != 1) {
            faults.add(
                    name + ": there are " + (sheets.isEmpty() ? "no" : sheets.size())
                            + " sheets with anything in them, and costs are read from a file with one. Hide or delete the others.");
            return List.of();
        }
        CostsJson.Read read = CostSheet.read(sheets.get(0), forAll, Spreadsheet.MAX_ROWS);
        if (read instanceof CostsJson.Read.Told told) {
            return told.costs();
        }
        Problem why = ((CostsJson.Read.Refused) read).why();
        for (Fault fault : why.errors()) {
            faults.add(name + ", " + (fault.pointer().startsWith("row ") ? "" : "cell ") + fault);
        }
        if (why.errors().size() == Problem.MAX_ERRORS) {
            faults.add(name + ": " + why.detail());
        }
        return List.of();
    }
}
