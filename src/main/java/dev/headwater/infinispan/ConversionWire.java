package dev.headwater.infinispan;

import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A conversion as it lies on disk. */
final class ConversionWire {
    private ConversionWire() {}

    static void write(WireOut out, Conversion conversion) throws IOException {
        Money value = conversion.value();
        out.text(1, conversion.id().value());
        out.text(2, conversion.type());
        out.time(3, conversion.at());
        out.text(4, value == null ? null : value.amount().toPlainString());
        out.text(5, value == null ? null : value.currency());
        time(out, 6, conversion.leadCreated());
        time(out, 7, conversion.opportunityCreated());
    }

    static Conversion read(WireIn in) throws IOException {
        String id = "";
        String type = "";
        Instant at = Instant.EPOCH;
        @Nullable String amount = null;
        @Nullable String currency = null;
        @Nullable Instant leadCreated = null;
        @Nullable Instant opportunityCreated = null;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> id = in.text();
                case 2 -> type = in.text();
                case 3 -> at = in.time();
                case 4 -> amount = in.text();
                case 5 -> currency = in.text();
                case 6 -> leadCreated = in.time();
                case 7 -> opportunityCreated = in.time();
                default -> {}
            }
        }
        try {
            Money value = amount == null || currency == null ? null : new Money(new BigDecimal(amount), currency);
            return new Conversion(new ConversionId(id), type, at, value, leadCreated, opportunityCreated);
        } catch (IllegalArgumentException e) {
            throw new IOException("a history is damaged: " + e.getMessage(), e);
        }
    }

    private static void time(WireOut out, int field, @Nullable Instant time) throws IOException {
        if (time != null) {
            out.time(field, time);
        }
    }
}
