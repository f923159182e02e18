package dev.headwater.json;

import dev.headwater.attribution.Cost;
import dev.headwater.lead.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What marketing cost, as JSON. */
public final class CostsJson {
    /** How many are taken at one time. */
    public static final int MAX_AT_ONCE = 10_000;

    private static final int MAX_NAME = 500;
    private static final String COSTS = "an object with a list of costs, such as {\"costs\": [{\"day\": \"2026-11-01\","
            + " \"channel\": \"paid-search\", \"value\": 120.50, \"currency\": \"EUR\"}]}";

    private CostsJson() {}

    /** What came of reading some. */
    public sealed interface Read {
        /** They are costs. */
        record Told(List<Cost> costs) implements Read {
            public Told {
                costs = List.copyOf(costs);
            }
        }

        /** They are not, all or some; why. */
        record Refused(Problem why) implements Read {}
    }

    /** Reads some. Never throws, whatever the bytes are. */
    public static Read read(byte[] json) {
        LeadContextJson.Parsed parsed = LeadContextJson.parse(json);
        if (parsed.trouble() != null) {
            return new Read.Refused(Problem.of(parsed.trouble()));
        }
        Notes notes = new Notes();
        Fields whole = Fields.of(parsed.tree(), COSTS, notes);
        List<Fields> all = whole.objects("costs", "a cost with its day");
        if (all.isEmpty() && notes.faults().isEmpty()) {
            whole.missing("costs", "a list of costs");
        }
        if (all.size() > MAX_AT_ONCE) {
            whole.wrong("costs", all.size() + " costs", "at most " + MAX_AT_ONCE + " at one time");
        }
        List<Cost> costs = new ArrayList<>();
        for (Fields fields : all.subList(0, Math.min(all.size(), MAX_AT_ONCE))) {
            Cost cost = cost(fields);
            if (cost != null) {
                costs.add(cost);
            }
        }
        whole.done();
        return notes.faults().isEmpty() && notes.unknownCount() == 0
                ? new Read.Told(costs)
                : new Read.Refused(refusal(notes));
    }

    /** A field that nobody knows is refused here: a misspelt channel would make a cost of no channel. */
    private static Problem refusal(Notes notes) {
        List<Fault> faults = new ArrayList<>(notes.faults());
        notes.unknown()
                .forEach(pointer -> faults.add(new Fault(
                        pointer, "a field that is not known here", "day, channel, source, campaign, value, currency")));
        String detail =
                faults.size() == 1 ? "One thing is wrong with it." : faults.size() + " things are wrong with it.";
        return Problem.of(ProblemType.NOT_COSTS, detail + " Nothing was kept.", faults);
    }

    private static @Nullable Cost cost(Fields fields) {
        String told = fields.onlyText("day", "a day, such as 2026-11-01");
        LocalDate day = told == null ? null : ReportWords.day(told);
        if (day == null) {
            if (told == null) {
                fields.missing("day", "a day, such as 2026-11-01");
            } else {
                fields.wrong("day", told, "a day, such as 2026-11-01");
            }
        }
        Money amount = ConversionJson.value(fields);
        if (amount == null) {
            fields.missing("value", "what it cost, such as 120.50, and its currency");
        }
        String channel = fields.id("channel", MAX_NAME, String::strip);
        String source = fields.id("source", MAX_NAME, String::strip);
        String campaign = fields.id("campaign", MAX_NAME, String::strip);
        fields.done();
        return day == null || amount == null ? null : new Cost(day, channel, source, campaign, amount);
    }

    /** Writes how many were kept, in UTF-8. */
    public static byte[] kept(int costs) {
        return JsonOut.object(64, json -> json.whole("kept", costs));
    }

    /** Writes some, in UTF-8, and what they sum to by currency. */
    public static byte[] write(LocalDate first, LocalDate last, List<Cost> costs, Map<String, BigDecimal> totals) {
        return JsonOut.object(1_024, json -> {
            json.text("from", first.toString());
            json.text("to", last.toString());
            json.decimals("totals", totals);
            json.objects("costs", costs, (out, cost) -> {
                out.text("day", cost.day().toString());
                out.text("channel", cost.channel());
                out.text("source", cost.source());
                out.text("campaign", cost.campaign());
                out.decimal("value", cost.amount().amount());
                out.text("currency", cost.amount().currency());
            });
        });
    }
}
