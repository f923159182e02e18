package dev.headwater.scenario;

import dev.headwater.decision.Channel;
import dev.headwater.decision.NearMiss;
import dev.headwater.decision.Reason;
import dev.headwater.decision.RowAddress;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Text;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows that would have given what is expected, had one condition been met: above the row that decided, since rows
 * below it were never asked.
 */
final class AlmostDecided {
    private static final int SHOWN = 3;

    private AlmostDecided() {}

    static List<NearMiss> giving(AnswerField field, Wanted wanted, Answer answer, RuleSet rules) {
        if (field.setBy().isEmpty()) {
            return List.of();
        }
        return answer.resolution().nearMisses().stream()
                .filter(miss -> miss.decides().equals(field.decides()) && isAboveTheDecider(miss, answer))
                .filter(miss -> wanted.isMetBy(given(miss.row(), field.setBy(), rules)))
                .limit(SHOWN)
                .toList();
    }

    private static boolean isAboveTheDecider(NearMiss miss, Answer answer) {
        return answer.resolution().because().stream()
                .filter((Reason reason) -> reason.decides().equals(miss.decides()))
                .allMatch(reason -> line(miss.row()) < line(reason.row()));
    }

    /** What a row's THEN cell says; of a channel, its ID too. */
    private static List<Object> given(RowAddress address, String word, RuleSet rules) {
        return rules.tables().stream()
                .filter(table ->
                        table.file().equals(address.file()) && table.sheet().equals(address.sheet()))
                .flatMap(table -> cells(table, line(address), word))
                .flatMap(cell -> cell instanceof String text ? spellings(Text.fold(text), rules) : Stream.of(cell))
                .toList();
    }

    private static Stream<Object> cells(DecisionTable table, int line, String word) {
        return table.rows().stream()
                .filter(row -> row.line() == line)
                .flatMap(row -> IntStream.range(0, table.outcomes().size())
                        .filter(i -> table.outcomes().get(i).word().name().equals(word))
                        .mapToObj(i -> row.outcomes().get(i))
                        .flatMap(Stream::ofNullable));
    }

    private static Stream<Object> spellings(String text, RuleSet rules) {
        return Stream.concat(
                Stream.of(text),
                rules.channels().stream()
                        .filter(channel -> Text.fold(channel.name()).equals(text))
                        .map(Channel::id));
    }

    private static int line(RowAddress address) {
        return Integer.parseInt(address.cell().replaceAll("\\D", ""));
    }
}
