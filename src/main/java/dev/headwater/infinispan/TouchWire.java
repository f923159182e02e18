package dev.headwater.infinispan;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Source;
import dev.headwater.lead.EventId;
import dev.headwater.touch.Touch;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A touch as it lies on disk. Outcomes, kinds of evidence and tiers are written as the words that answers use, so that
 * their order in the code means nothing.
 */
final class TouchWire {
    private static final int FIELDS = 20;

    private TouchWire() {}

    static void write(WireOut out, Touch touch) throws IOException {
        EventId eventId = touch.eventId();
        EvidenceKind winner = touch.winner();
        Source source = touch.source();
        Campaign campaign = touch.campaign();
        out.time(1, touch.at());
        out.text(2, eventId == null ? null : eventId.value());
        out.text(3, touch.outcome().word());
        out.text(4, winner == null ? null : winner.word());
        out.text(5, source == null ? null : source.id());
        out.text(6, source == null ? null : source.name());
        out.text(7, touch.category());
        out.text(8, touch.channel().id());
        out.text(9, touch.channel().name());
        out.text(10, touch.channel().kind().name().toLowerCase(Locale.ROOT));
        out.text(11, touch.mediumClass());
        out.text(12, campaign.source());
        out.text(13, campaign.medium());
        out.text(14, campaign.name());
        out.text(15, campaign.term());
        out.text(16, campaign.content());
        out.text(17, campaign.id());
        out.text(18, touch.intent().tier().word());
        out.number(19, touch.intent().points());
        out.text(20, touch.revision());
    }

    static Touch read(WireIn in) throws IOException {
        Instant at = Instant.EPOCH;
        double points = 0;
        @Nullable String[] told = new @Nullable String[FIELDS + 1];
        while (in.next()) {
            switch (in.field()) {
                case 1 -> at = in.time();
                case 19 -> points = in.number();
                default -> {
                    if (in.field() <= FIELDS) {
                        told[in.field()] = in.text();
                    }
                }
            }
        }
        String eventId = told[2];
        String winner = told[4];
        String sourceId = told[5];
        return new Touch(
                at,
                eventId == null ? null : new EventId(eventId),
                known(Outcome.values(), Outcome::word, told[3]),
                winner == null ? null : known(EvidenceKind.values(), EvidenceKind::word, winner),
                sourceId == null ? null : new Source(sourceId, text(told[6])),
                told[7],
                new Channel(
                        text(told[8]),
                        text(told[9]),
                        known(Channel.Kind.values(), kind -> kind.name().toLowerCase(Locale.ROOT), told[10])),
                told[11],
                new Campaign(told[12], told[13], told[14], told[15], told[16], told[17]),
                new Intent(known(IntentTier.values(), IntentTier::word, told[18]), points),
                text(told[20]));
    }

    private static String text(@Nullable String told) {
        return told == null ? "" : told;
    }

    private static <E extends Enum<E>> E known(E[] all, Function<E, String> word, @Nullable String told)
            throws IOException {
        for (E each : all) {
            if (word.apply(each).equals(told)) {
                return each;
            }
        }
        throw new IOException("a history has a word that this release does not know: " + told);
    }
}
