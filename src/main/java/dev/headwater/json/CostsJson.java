package dev.headwater.json;

import dev.headwater.attribution.Cost;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What marketing cost, as JSON. */
public final class CostsJson {
    /** How many are taken at one time. */
    public static final int MAX_AT_ONCE = 10_000;

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
        CostsTold told = new CostsTold(notes);
        for (Fields fields : all.subList(0, Math.min(all.size(), MAX_AT_ONCE))) {
            told.add(fields, fields.pointer());
        }
        whole.done();
        return told.read(ProblemType.NOT_COSTS);
    }

    /** Writes some as they are read, in UTF-8. */
    public static byte[] tell(List<Cost> costs) {
        return JsonOut.object(1_024, json -> json.objects("costs", costs, CostsJson::cost));
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
            json.objects("costs", costs, CostsJson::cost);
        });
    }

    private static void cost(JsonOut out, Cost cost) throws IOException {
        out.text("day", cost.day().toString());
        out.text("channel", cost.channel());
        out.text("source", cost.source());
        out.text("campaign", cost.campaign());
        out.decimal("value", cost.amount().amount());
        out.text("currency", cost.amount().currency());
    }
}
