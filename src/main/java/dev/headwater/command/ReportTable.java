package dev.headwater.command;

import dev.headwater.json.PlainJson;
import dev.headwater.table.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A report, as it comes over the wire, as text in aligned columns. Credits are shown to two decimals. */
final class ReportTable {
    private static final String GAP = "  ";
    private static final List<String> AMOUNTS = List.of("value", "cost", "costPerLead", "costPerConversion", "return");
    private static final List<String> TITLES = List.of("value", "cost", "per lead", "per conversion", "return");

    private final Map<?, ?> report;
    private final TreeSet<String> currencies = new TreeSet<>();

    private ReportTable(Map<?, ?> report) {
        this.report = report;
        for (String amounts : List.of("value", "cost")) {
            object(object(report, "totals"), amounts)
                    .keySet()
                    .forEach(currency -> currencies.add(String.valueOf(currency)));
        }
    }

    /** @param json as {@link dev.headwater.json.ReportJson} writes it */
    static List<String> lines(byte[] json) {
        return PlainJson.read(json) instanceof PlainJson.Tree tree && tree.value() instanceof Map<?, ?> report
                ? new ReportTable(report).lines()
                : List.of("The service answered something that is no report.");
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(period() + ", touches of " + report.get("windowDays") + " days before"
                + (Boolean.TRUE.equals(report.get("dropDirect")) ? ", without Direct ones" : "")
                + (Boolean.TRUE.equals(report.get("collapse")) ? ", without repeats" : "")
                + (report.get("type") == null
                        ? ""
                        : "; conversions of the type " + Text.visible("" + report.get("type")))
                + "; by " + report.get("by"));
        for (Object part : list(report, "models")) {
            if (part instanceof Map<?, ?> model) {
                lines.add("");
                lines.add(String.valueOf(model.get("model")));
                lines.addAll(aligned(rows(model)));
            }
        }
        lines.add("");
        for (Object note : list(object(report, "limits"), "notes")) {
            lines.add(String.valueOf(note));
        }
        return lines;
    }

    /** Whole days as people name them, the last one included; else from one second to another. */
    private String period() {
        Instant from = Instant.parse(String.valueOf(report.get("from")));
        Instant to = Instant.parse(String.valueOf(report.get("to")));
        Instant first = from.truncatedTo(ChronoUnit.DAYS);
        Instant end = to.truncatedTo(ChronoUnit.DAYS);
        return from.equals(first) && to.equals(end)
                ? "From " + day(first) + " to " + day(end.minusNanos(1)) + " (UTC)"
                : "From " + from.truncatedTo(ChronoUnit.SECONDS) + " to " + to.truncatedTo(ChronoUnit.SECONDS);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private List<List<String>> rows(Map<?, ?> model) {
        List<List<String>> rows = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of("", "leads", "conversions"));
        currencies.forEach(currency -> TITLES.forEach(title -> heading.add(title + " " + currency)));
        rows.add(heading);
        for (Object row : list(model, "rows")) {
            if (row instanceof Map<?, ?> cells) {
                Object name = cells.get("name");
                rows.add(row(name == null ? "(none)" : String.valueOf(name), cells));
            }
        }
        rows.add(row("(unattributed)", object(report, "unattributed")));
        rows.add(row("(unassigned cost)", Map.of("cost", object(report, "unassignedCost"))));
        rows.removeIf(
                row -> row.get(0).startsWith("(un") && row.stream().skip(1).allMatch(ReportTable::isNothing));
        rows.add(row("all", object(report, "totals")));
        return rows;
    }

    /** @param name may come from strangers, and a terminal obeys what it is shown */
    private List<String> row(String name, Map<?, ?> cells) {
        List<String> row = new ArrayList<>(
                List.of(Text.visible(name), number(cells.get("leads"), 2), number(cells.get("conversions"), 2)));
        for (String currency : currencies) {
            for (String amounts : AMOUNTS) {
                row.add(number(object(cells, amounts).get(currency), 2));
            }
        }
        return row;
    }

    private static boolean isNothing(String cell) {
        return cell.isEmpty() || cell.equals("0.00");
    }

    private static String number(@Nullable Object told, int decimals) {
        return told == null
                ? ""
                : new BigDecimal(told.toString())
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .toPlainString();
    }

    private static List<String> aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(GAP);
            for (int i = 0; i < columns; i++) {
                String blanks = " ".repeat(widths[i] - length(row.get(i)));
                line.append(i == 0 ? row.get(i) + blanks : GAP + blanks + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Map<?, ?> object(Map<?, ?> of, String name) {
        return of.get(name) instanceof Map<?, ?> object ? object : Map.of();
    }

    private static List<?> list(Map<?, ?> of, String name) {
        return of.get(name) instanceof List<?> list ? list : List.of();
    }
}
