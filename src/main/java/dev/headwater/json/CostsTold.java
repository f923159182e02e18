package dev.headwater.json;

import dev.headwater.attribution.Cost;
import dev.headwater.lead.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Costs that are told together, in whatever form. No two are about the same: the second would take the place of the first, and
 * money would be gone without a word.
 */
final class CostsTold {
    private static final int MAX_NAME = 500;
    private static final String A_DAY = "a day, such as 2026-11-01";

    private final Notes notes;
    private final List<Cost> costs = new ArrayList<>();
    private final Map<List<String>, String> places = new HashMap<>();

    CostsTold(Notes notes) {
        this.notes = notes;
    }

    /**
     * Takes one; what is wrong with it is noted.
     *
     * @param place where it stands
     */
    void add(Fields fields, String place) {
        LocalDate day = day(fields);
        Money amount = ConversionJson.value(fields);
        if (amount == null && !fields.tells("value")) {
            fields.missing("value", "what it cost, such as 120.50, and its currency");
        }
        String channel = fields.id("channel", MAX_NAME, String::strip);
        String source = fields.id("source", MAX_NAME, String::strip);
        String campaign = fields.id("campaign", MAX_NAME, String::strip);
        fields.done();
        if (day != null && amount != null) {
            Cost cost = new Cost(day, channel, source, campaign, amount);
            String before = places.putIfAbsent(cost.about(), place);
            if (before == null) {
                costs.add(cost);
            } else {
                notes.fault(
                        place,
                        "the same day, channel, source, campaign and currency as " + before,
                        "one cost of them: their sum, or with what tells them apart");
            }
        }
    }

    private static @Nullable LocalDate day(Fields fields) {
        String told = fields.onlyText("day", A_DAY);
        LocalDate day = told == null ? null : ReportWords.day(told);
        if (told == null) {
            fields.missing("day", A_DAY);
        } else if (day == null) {
            fields.wrong("day", told, A_DAY);
        }
        return day;
    }

    /** What comes of it: all of them, or all that is wrong. */
    CostsJson.Read read(ProblemType refused) {
        List<Fault> faults = new ArrayList<>(notes.faults());
        notes.unknown()
                .forEach(pointer -> faults.add(new Fault(
                        pointer, "a field that is not known here", "day, channel, source, campaign, value, currency")));
        if (faults.isEmpty()) {
            return new CostsJson.Read.Told(costs);
        }
        String detail =
                faults.size() == 1 ? "One thing is wrong with it." : faults.size() + " things are wrong with it.";
        return new CostsJson.Read.Refused(Problem.of(refused, detail + " Nothing was kept.", faults));
    }
}
