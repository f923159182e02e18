package dev.headwater.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.attribution.Report;
import dev.headwater.attribution.Sums;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reports as CSV for spreadsheets: a line for each row of each model, with columns of its own for each currency, so that
 * whole columns can be summed. What was not attributed, and costs of no row, have lines as well. Text that a spreadsheet would
 * take for a formula gets an apostrophe before it: names of campaigns come from strangers.
 */
public final class ReportCsv {
    private ReportCsv() {}

    /** Writes one, in UTF-8 with a mark that tells Excel so, lines ended as RFC 4180 has it. */
    public static byte[] write(Report report) {
        StringBuilder text = new StringBuilder("\uFEFF");
        rows(report).forEach(row -> {
            text.append(String.join(",", row.stream().map(ReportCsv::quoted).toList()));
            text.append("\r\n");
        });
        return text.toString().getBytes(UTF_8);
    }

    /** The heading and the rows, cell by cell. */
    public static List<List<String>> rows(Report report) {
        TreeSet<String> currencies = new TreeSet<>(report.totals().value().keySet());
        currencies.addAll(report.cost().keySet());
        List<List<String>> rows = new ArrayList<>();
        List<String> heading =
                new ArrayList<>(List.of("model", report.question().by().word(), "name", "leads", "conversions"));
        for (String currency : currencies) {
            for (String column : List.of("value", "cost", "cost per lead", "cost per conversion", "return")) {
                heading.add(column + " " + currency);
            }
        }
        rows.add(heading);
        for (Report.Part part : report.models()) {
            for (Report.Row row : part.rows()) {
                rows.add(row(part.model(), row.key().id(), row.key().name(), row.sums(), row.cost(), currencies));
            }
            if (!report.unattributed().equals(Sums.NOTHING)) {
                rows.add(row(part.model(), "(unattributed)", "", report.unattributed(), Map.of(), currencies));
            }
            if (!report.unassignedCost().isEmpty()) {
                rows.add(unassigned(part.model(), report.unassignedCost(), currencies));
            }
        }
        return rows;
    }

    private static List<String> row(
            String model,
            @Nullable String key,
            @Nullable String name,
            Sums sums,
            Map<String, BigDecimal> cost,
            TreeSet<String> currencies) {
        List<String> row = new ArrayList<>(List.of(
                model,
                key == null ? "(none)" : key,
                name == null ? "" : name,
                sums.leadsCredited().toPlainString(),
                sums.conversionsCredited().toPlainString()));
        List<Map<String, BigDecimal>> columns = List.of(
                sums.value(),
                cost,
                Report.costPerLead(sums, cost),
                Report.costPerConversion(sums, cost),
                Report.returns(sums, cost));
        currencies.forEach(currency -> columns.forEach(column -> row.add(cell(column, currency))));
        return row;
    }

    /** What it returned nobody knows, and that is not nothing. */
    private static List<String> unassigned(String model, Map<String, BigDecimal> cost, TreeSet<String> currencies) {
        String none = Sums.NOTHING.leadsCredited().toPlainString();
        List<String> row = new ArrayList<>(List.of(model, "(unassigned cost)", "", none, none));
        currencies.forEach(currency -> row.addAll(List.of("", cell(cost, currency), "", "", "")));
        return row;
    }

    private static String cell(Map<String, BigDecimal> column, String currency) {
        BigDecimal amount = column.get(currency);
        return amount == null ? "" : amount.toPlainString();
    }

    private static String quoted(String cell) {
        String safe = Unicode.wellFormed(cell);
        if (!safe.isEmpty() && "=+-@\t\r".indexOf(safe.charAt(0)) >= 0) {
            safe = "'" + safe;
        }
        return safe.matches("(?s).*[\",\r\n'].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
