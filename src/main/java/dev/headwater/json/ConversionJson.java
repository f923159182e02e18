package dev.headwater.json;

import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Money;
import dev.headwater.touch.Conversions;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conversions as JSON, read as forgivingly as leads are. */
public final class ConversionJson {
    private static final int USUAL_SIZE = 512;
    private static final String A_VALUE = "a number of 0 or more, such as 12000.50";
    private static final String A_CURRENCY = "a currency by its ISO 4217 code, such as EUR";

    private ConversionJson() {}

    /** What came of reading one. */
    public sealed interface Read {
        /**
         * It is a conversion.
         *
         * @param unknown JSON pointers of the first fields that nobody here knows
         */
        record Told(Conversion conversion, List<String> unknown) implements Read {
            public Told {
                unknown = List.copyOf(unknown);
            }
        }

        /** It is none; why. */
        record Refused(Problem why) implements Read {}
    }

    /** Reads one. Never throws, whatever the bytes are. */
    public static Read read(byte[] json) {
        LeadContextJson.Parsed parsed = LeadContextJson.parse(json);
        if (parsed.trouble() != null) {
            return new Read.Refused(Problem.of(parsed.trouble()));
        }
        Notes notes = new Notes();
        Fields fields = Fields.of(parsed.tree(), "an object, such as {\"conversionId\": \"D-17\"}", notes);
        ConversionId id = fields.id("conversionId", ConversionId.MAX_LENGTH, ConversionId::new);
        if (id == null) {
            fields.missing("conversionId", "a name for the conversion, so that a retry counts once");
        }
        String type = fields.id("type", Conversion.MAX_TYPE, text -> text);
        Instant at = fields.time("occurredAt");
        if (at == null) {
            fields.missing("occurredAt", Rfc3339.EXPECTED);
        }
        Money value = value(fields);
        Instant leadCreated = fields.time("leadCreatedAt");
        Instant opportunityCreated = fields.time("opportunityCreatedAt");
        fields.done();
        if (id == null || at == null || !notes.faults().isEmpty()) {
            return new Read.Refused(problem(notes.faults()));
        }
        return new Read.Told(
                new Conversion(id, type == null ? Conversion.USUAL : type, at, value, leadCreated, opportunityCreated),
                notes.unknown());
    }

    /** An amount and its currency; null, and perhaps a fault, where they do not make one. */
    static @Nullable Money value(Fields fields) {
        BigDecimal amount = fields.decimal("value", A_VALUE);
        String currency = fields.onlyText("currency", A_CURRENCY);
        if (amount == null || currency == null) {
            if (amount != null) {
                fields.missing("currency", A_CURRENCY);
            } else if (currency != null) {
                fields.missing("value", A_VALUE);
            }
            return null;
        }
        String code = currency.strip().toUpperCase(Locale.ROOT);
        int decimals = Money.decimals(code);
        if (decimals < 0) {
            fields.wrong("currency", currency, A_CURRENCY);
        } else if (amount.signum() < 0 || amount.compareTo(Money.MAX) > 0) {
            fields.wrong("value", amount.toString(), "a number from 0 to " + Money.MAX.toPlainString());
        } else if (amount.stripTrailingZeros().scale() > decimals) {
            fields.wrong("value", amount.toString(), "at most " + decimals + " decimals, as " + code + " has");
        } else {
            return new Money(amount, code);
        }
        return null;
    }

    /** The refusal of something that is no conversion. */
    public static Problem problem(List<Fault> faults) {
        int count = faults.size();
        return Problem.of(
                ProblemType.NOT_A_CONVERSION,
                count == 1 ? "One thing is wrong with it." : count + " things are wrong with it.",
                faults);
    }

    /**
     * Writes what came of telling one, in UTF-8.
     *
     * @param already whether it had been told before
     * @param unknown pointers of fields that nobody here knows
     */
    public static byte[] told(LeadId id, Conversion conversion, boolean already, List<String> unknown) {
        return JsonOut.object(USUAL_SIZE, json -> {
            json.text("leadId", id.value());
            json.object("conversion", out -> conversion(out, conversion));
            json.flag("already", already);
            if (!unknown.isEmpty()) {
                json.texts("unknownFields", unknown);
            }
        });
    }

    /** Writes those of a lead, in UTF-8, the earliest first. */
    public static byte[] write(LeadId id, Conversions conversions) {
        return JsonOut.object(USUAL_SIZE, json -> {
            json.text("leadId", id.value());
            json.objects("conversions", conversions.kept(), ConversionJson::conversion);
        });
    }

    private static void conversion(JsonOut json, Conversion conversion) throws IOException {
        Money value = conversion.value();
        json.text("conversionId", conversion.id().value());
        json.text("type", conversion.type());
        json.text("occurredAt", conversion.at().toString());
        if (value == null) {
            json.nothing("value");
        } else {
            json.decimal("value", value.amount());
        }
        json.text("currency", value == null ? null : value.currency());
        time(json, "leadCreatedAt", conversion.leadCreated());
        time(json, "opportunityCreatedAt", conversion.opportunityCreated());
    }

    private static void time(JsonOut out, String name, @Nullable Instant time) throws IOException {
        out.text(name, time == null ? null : time.toString());
    }
}
