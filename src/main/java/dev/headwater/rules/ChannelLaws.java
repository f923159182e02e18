package dev.headwater.rules;

import dev.headwater.decision.Outcome;
import dev.headwater.signal.Signal;
import dev.headwater.table.Condition;
import dev.headwater.table.Condition.Missing;
import dev.headwater.table.Condition.NoneOf;
import dev.headwater.table.Condition.OneOf;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.Never;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows from the table of channels for the tables that are asked after it: a channel comes only with what its rows
 * ask for, and a row that asks for one thing alone leaves nothing of it to the rows below.
 */
final class ChannelLaws {
    private final DecisionTable table;
    /** The channel of leads that no row knows, folded: it may come with anything. */
    private final String unassigned;
    /** By row, its channel, folded as later tables see it. */
    private final List<String> channels;

    /** @param unassigned the name of the channel of leads that no row knows */
    ChannelLaws(DecisionTable table, String unassigned) {
        this.table = table;
        this.unassigned = Text.fold(unassigned);
        int column = table.outcomes().stream()
                .map(each -> each.word().name())
                .toList()
                .indexOf("Channel");
        this.channels = table.rows().stream()
                .map(row -> Text.fold(String.valueOf(row.outcomes().get(column))))
                .toList();
    }

    List<Never> all() {
        List<Never> nevers = new ArrayList<>();
        Map<String, List<Row>> byChannel = new LinkedHashMap<>();
        for (int i = 0; i < channels.size(); i++) {
            byChannel
                    .computeIfAbsent(channels.get(i), channel -> new ArrayList<>())
                    .add(table.rows().get(i));
        }
        byChannel.remove(unassigned);
        byChannel.forEach((channel, rows) -> nevers.addAll(ofRows(channel, rows)));
        for (int i = 0; i < channels.size(); i++) {
            nevers.addAll(below(i));
        }
        return nevers;
    }

    /** What all rows of one channel ask for. */
    private List<Never> ofRows(String channel, List<Row> rows) {
        List<Never> nevers = new ArrayList<>();
        for (int column = 0; column < table.conditions().size(); column++) {
            String signal = table.conditions().get(column).word().signal();
            int at = column;
            List<Condition> asked =
                    rows.stream().map(row -> row.conditions().get(at)).toList();
            if (asked.stream().allMatch(OneOf.class::isInstance)) {
                List<String> texts = asked.stream()
                        .flatMap(condition -> ((OneOf) condition).texts().stream())
                        .distinct()
                        .toList();
                nevers.add(Never.both(Signal.CHANNEL, new OneOf(List.of(channel)), signal, new NoneOf(texts)));
            } else if (asked.stream().noneMatch(condition -> condition.test(null))) {
                nevers.add(Never.both(Signal.CHANNEL, new OneOf(List.of(channel)), signal, new Missing()));
            }
        }
        return nevers;
    }

    /** What a row leaves to none below it. */
    private List<Never> below(int index) {
        Row row = table.rows().get(index);
        int column = row.onlyCondition();
        if (column < 0 || !(row.conditions().get(column) instanceof OneOf taken)) {
            return List.of();
        }
        String signal = table.conditions().get(column).word().signal();
        // The outcome is called unassigned only once no channel was found, and so may not have been that before.
        List<String> whole = taken.texts().stream()
                .filter(text -> !signal.equals(Signal.OUTCOME) || !text.equals(Outcome.UNASSIGNED.word()))
                .toList();
        Set<String> upToHere = new LinkedHashSet<>(channels.subList(0, index + 1));
        return whole.isEmpty()
                ? List.of()
                : List.of(Never.both(Signal.CHANNEL, new NoneOf(List.copyOf(upToHere)), signal, new OneOf(whole)));
    }
}
