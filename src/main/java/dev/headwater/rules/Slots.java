package dev.headwater.rules;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Source;
import dev.headwater.rules.Decision.Carried;
import dev.headwater.signal.Evidence;
import dev.headwater.signal.Signal;
import dev.headwater.signal.Signals;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.FillIn;
import dev.headwater.table.Text;
import dev.headwater.table.Word;
import dev.headwater.table.WordType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of each word that some table asks for stands in an array, fixed when rules are loaded, so that nothing is
 * looked up by name while a lead waits.
 */
final class Slots {
    /** What only the stages can know; an app cannot send these. */
    private static final Set<String> DECIDED = Set.of(
            Signal.OUTCOME,
            Signal.EVIDENCE,
            Signal.SOURCE,
            Signal.SOURCE_CATEGORY,
            Signal.MEDIUM,
            Signal.MEDIUM_CLASS,
            Signal.CAMPAIGN,
            Signal.CHANNEL,
            Signal.CHANNEL_KIND,
            Signal.CONFIDENCE,
            Signal.POINTS,
            Signal.TIER);

    private static final int[] NOWHERE = {};

    private final List<Slot> slots = new ArrayList<>();
    private final Map<String, int[]> conflicts = new HashMap<>();
    private final int[] outcome;
    private final int[] evidence;
    private final int[] source;
    private final int[] sourceCategory;
    private final int[] medium;
    private final int[] mediumClass;
    private final int[] campaign;
    private final int[] channel;
    private final int[] channelKind;
    private final int[] confidence;
    private final int[] points;
    private final int[] tier;

    /** @param type what the values in it are, whatever the app sent */
    private record Slot(String signal, WordType type, boolean isConflict, boolean isDecided) {
        static Slot of(Word word) {
            String signal = word.signal();
            return new Slot(signal, word.type(), signal.startsWith(Signal.CONFLICT_PREFIX), DECIDED.contains(signal));
        }
    }

    Slots(List<DecisionTable> tables) {
        for (DecisionTable table : tables) {
            table.conditions().stream().map(Column::word).forEach(this::add);
            table.rows().stream()
                    .flatMap(row -> row.outcomes().stream())
                    .filter(FillIn.class::isInstance)
                    .flatMap(fillIn -> ((FillIn) fillIn).words().stream())
                    .forEach(this::add);
        }
        slots.stream().filter(Slot::isConflict).forEach(slot -> conflicts.put(slot.signal(), of(slot.signal())));
        outcome = of(Signal.OUTCOME);
        evidence = of(Signal.EVIDENCE);
        source = of(Signal.SOURCE);
        sourceCategory = of(Signal.SOURCE_CATEGORY);
        medium = of(Signal.MEDIUM);
        mediumClass = of(Signal.MEDIUM_CLASS);
        campaign = of(Signal.CAMPAIGN);
        channel = of(Signal.CHANNEL);
        channelKind = of(Signal.CHANNEL_KIND);
        confidence = of(Signal.CONFIDENCE);
        points = of(Signal.POINTS);
        tier = of(Signal.TIER);
    }

    private void add(Word word) {
        Slot slot = Slot.of(word);
        if (!slots.contains(slot)) {
            slots.add(slot);
        }
    }

    /** The slot of a word that some table asks for. */
    int of(Word word) {
        return slots.indexOf(Slot.of(word));
    }

    /** The slots of a signal: none where no table asks for it, several where the dictionary gives it several types. */
    private int[] of(String signal) {
        return IntStream.range(0, slots.size())
                .filter(i -> slots.get(i).signal().equals(signal))
                .toArray();
    }

    /**
     * A lead's values, as far as any table asks for them. Conflicts are all "no"; what the stages decide is missing.
     *
     * @param oddities takes what an app sent in a form that its word cannot take
     */
    @Nullable
    Object[] read(Signals signals, List<String> oddities) {
        @Nullable Object[] values = new @Nullable Object[slots.size()];
        for (int i = 0; i < values.length; i++) {
            Slot slot = slots.get(i);
            if (slot.isConflict()) {
                values[i] = Values.fit(Boolean.FALSE, slot.type());
            } else if (!slot.isDecided()) {
                Object told = signals.value(slot.signal());
                values[i] = told == null ? null : Values.fit(told, slot.type());
                if (told != null && values[i] == null) {
                    oddities.add(Values.misfit(slot.signal(), told, slot.type()));
                }
            }
        }
        return values;
    }

    void putConflict(@Nullable Object[] values, String id) {
        put(values, conflicts.getOrDefault(Signal.CONFLICT_PREFIX + id, NOWHERE), Boolean.TRUE);
    }

    void putSource(
            @Nullable Object[] values,
            Outcome came,
            @Nullable Evidence winner,
            Carried carried,
            Campaign campaignTags,
            double sure) {
        put(values, confidence, sure);
        put(values, outcome, came.word());
        put(values, evidence, winner == null ? null : winner.kind().word());
        put(values, source, winner == null || winner.source() == null ? null : text(winner.source()));
        put(values, sourceCategory, winner == null ? null : winner.category());
        put(values, medium, carried.medium());
        put(values, mediumClass, carried.mediumClass());
        put(values, campaign, campaignTags.name() == null ? null : Text.fold(campaignTags.name()));
    }

    void putChannel(@Nullable Object[] values, Outcome came, Channel decided) {
        put(values, outcome, came.word());
        put(values, channel, Text.fold(decided.name()));
        put(values, channelKind, Channels.word(decided.kind()));
    }

    void putPoints(@Nullable Object[] values, double sum) {
        put(values, points, sum);
    }

    void putTier(@Nullable Object[] values, IntentTier reached) {
        put(values, tier, Text.fold(reached.word()));
    }

    /** A source as tables call it. */
    private static String text(Source source) {
        return Text.fold(source.name());
    }

    private void put(@Nullable Object[] values, int[] where, @Nullable Object value) {
        for (int slot : where) {
            values[slot] =
                    value == null ? null : Values.fit(value, slots.get(slot).type());
        }
    }
}
