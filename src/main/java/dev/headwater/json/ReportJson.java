package dev.headwater.json;

import dev.headwater.attribution.Report;
import dev.headwater.attribution.ReportQuestion;
import dev.headwater.attribution.Sums;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reports as JSON. */
public final class ReportJson {
    private static final int MAX_NAMED = 8;
    private static final int USUAL_SIZE = 8_192;
    private static final long SECONDS_A_DAY = 86_400;

    private ReportJson() {}

    /** Writes one, in UTF-8. */
    public static byte[] write(Report report) {
        ReportQuestion question = report.question();
        return JsonOut.object(USUAL_SIZE, json -> {
            json.text("by", question.by().word());
            json.text("from", question.from().toString());
            json.text("to", question.to().toString());
            json.decimal("windowDays", days(question.rules().window()));
            json.flag("dropDirect", question.rules().dropDirect());
            json.flag("collapse", question.rules().collapse());
            json.text("type", question.conversionType());
            json.object("totals", out -> sums(out, report.totals(), report.cost()));
            json.object("unattributed", out -> credited(out, report.unattributed()));
            json.decimals("unassignedCost", report.unassignedCost());
            json.objects("models", report.models(), (out, part) -> {
                out.text("model", part.model());
                out.objects("rows", part.rows(), ReportJson::row);
            });
            json.object("limits", out -> {
                Report.Limits limits = report.limits();
                out.whole("touchesKept", limits.bounds().maxLength());
                out.decimal("keptDays", days(limits.bounds().maxAge()));
                out.whole("trimmed", limits.trimmed());
                out.whole("undated", limits.undated());
                out.flag("rowsCut", limits.cut());
                out.texts("notes", notes(report));
            });
        });
    }

    /** What a report could not see, in sentences. */
    public static List<String> notes(Report report) {
        Report.Limits limits = report.limits();
        List<String> notes = new ArrayList<>();
        notes.add("Credit is shared over what is kept: of each person the last "
                + limits.bounds().maxLength() + " touches, for "
                + days(limits.bounds().maxAge()).stripTrailingZeros().toPlainString()
                + " days, and the first touch ever; and, of these, over those of the window.");
        if (limits.trimmed() > 0) {
            notes.add("Of " + limits.trimmed() + " leads and conversions some touches are no longer kept.");
        }
        if (limits.undated() > 0) {
            notes.add(limits.undated()
                    + " leads are dated by their first touch: it is not known when they became leads.");
        }
        if (limits.cut()) {
            notes.add("There are more rows than are told apart; those met last are together as (others).");
        }
        List<String> untouched = limits.untouched();
        if (!untouched.isEmpty()) {
            notes.add("No touch of the period belongs to what was spent on "
                    + String.join(", ", untouched.subList(0, Math.min(MAX_NAMED, untouched.size())))
                    + (untouched.size() > MAX_NAMED ? " and " + (untouched.size() - MAX_NAMED) + " more" : "")
                    + ". Where that is no surprise, nothing is wrong; else tell these costs by the ID or the name that the"
                    + " touches have.");
        }
        return notes;
    }

    private static void row(JsonOut json, Report.Row row) throws IOException {
        json.text("key", row.key().id());
        json.text("name", row.key().name());
        sums(json, row.sums(), row.cost());
    }

    private static void sums(JsonOut json, Sums sums, Map<String, BigDecimal> cost) throws IOException {
        credited(json, sums);
        json.decimals("cost", cost);
        json.decimals("costPerLead", Report.costPerLead(sums, cost));
        json.decimals("costPerConversion", Report.costPerConversion(sums, cost));
        json.decimals("return", Report.returns(sums, cost));
    }

    private static void credited(JsonOut json, Sums sums) throws IOException {
        json.decimal("leads", sums.leadsCredited());
        json.decimal("conversions", sums.conversionsCredited());
        json.decimals("value", sums.value());
    }

    private static BigDecimal days(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .divide(BigDecimal.valueOf(SECONDS_A_DAY), 6, RoundingMode.HALF_UP);
    }
}
