package dev.headwater.infinispan;

import dev.headwater.lead.Conversion;
import dev.headwater.lead.Person;
import dev.headwater.touch.Conversions;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.Dossier.Move;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dossiers as they lie on disk. */
final class DossierWire implements Sealed.Body<Dossier> {
    static Sealed<Dossier> sealed() {
        return new Sealed<>(Dossier.class, "headwater.touch.SealedDossier", new DossierWire());
    }

    @Override
    public void write(WireOut out, Dossier dossier) throws IOException {
        TouchHistory history = dossier.history();
        Touch first = history.first();
        if (first != null && !isFirstOf(history.recent(), first)) {
            out.message(1, touch -> TouchWire.write(touch, first));
        }
        for (Touch recent : history.recent()) {
            out.message(2, touch -> TouchWire.write(touch, recent));
        }
        out.whole(3, history.total());
        for (Move joined : dossier.joined()) {
            out.message(4, move -> write(move, joined));
        }
        Move movedTo = dossier.movedTo();
        if (movedTo != null) {
            out.message(5, move -> write(move, movedTo));
        }
        for (Conversion conversion : dossier.conversions().kept()) {
            out.message(6, each -> ConversionWire.write(each, conversion));
        }
        Instant leadSince = dossier.leadSince();
        if (leadSince != null) {
            out.time(7, leadSince);
        }
        if (dossier.forgotten() > 0) {
            out.whole(8, dossier.forgotten());
        }
        if (dossier.conversions().takenBack() > 0) {
            out.whole(9, dossier.conversions().takenBack());
        }
    }

    @Override
    public Dossier read(WireIn in) throws IOException {
        Touch first = null;
        List<Touch> recent = new ArrayList<>();
        long total = 0;
        List<Move> joined = new ArrayList<>();
        Move movedTo = null;
        List<Conversion> conversions = new ArrayList<>();
        Instant leadSince = null;
        long forgotten = 0;
        long takenBack = 0;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> first = TouchWire.read(in.message());
                case 2 -> recent.add(TouchWire.read(in.message()));
                case 3 -> total = in.whole();
                case 4 -> joined.add(move(in.message()));
                case 5 -> movedTo = move(in.message());
                case 6 -> conversions.add(ConversionWire.read(in.message()));
                case 7 -> leadSince = in.time();
                case 8 -> forgotten = in.whole();
                case 9 -> takenBack = in.whole();
                default -> {}
            }
        }
        Touch earliest = first != null || recent.isEmpty() ? first : recent.get(0);
        return new Dossier(
                new TouchHistory(earliest, recent, total),
                joined,
                movedTo,
                new Conversions(conversions, takenBack),
                leadSince,
                forgotten);
    }

    private static boolean isFirstOf(List<Touch> recent, Touch first) {
        return !recent.isEmpty() && recent.get(0).equals(first);
    }

    private static void write(WireOut out, Move move) throws IOException {
        out.text(1, PersonKey.of(move.person()));
        out.time(2, move.at());
    }

    private static Move move(WireIn in) throws IOException {
        @Nullable Person person = null;
        Instant at = Instant.EPOCH;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> person = PersonKey.person(in.text());
                case 2 -> at = in.time();
                default -> {}
            }
        }
        if (person == null) {
            throw new IOException("a history is damaged: it was merged with nobody");
        }
        return new Move(person, at);
    }
}
