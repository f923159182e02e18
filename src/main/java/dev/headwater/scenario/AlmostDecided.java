package dev.headwater.scenario;

import dev.headwater.decision.NearMiss;
import dev.headwater.decision.Reason;
import dev.headwater.decision.RowAddress;
import dev.headwater.resolver.Answer;
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

    static List<NearMiss> giving(AnswerField field, Wanted wanted, Answer answer, List<DecisionTable> tables) {
        if (field.setBy().isEmpty()) {
            return List.of();
        }
        return answer.resolution().nearMisses().stream()
                .filter(miss -> miss.decides().equals(field.decides()) && isAboveTheDecider(miss, answer))
                .filter(miss -> wanted.isMetBy(given(miss.row(), field.setBy(), tables)))
                .limit(SHOWN)
                .toList();
    }

    private static boolean isAboveTheDecider(NearMiss miss, Answer answer) {
        return answer.resolution().because().stream()
                .filter((Reason reason) -> reason.decides().equals(miss.decides()))
                .allMatch(reason -> line(miss.row()) < line(reason.row()));
    }

    /** What a row's THEN cell says, as written and as an ID. */
    private static List<Object> given(RowAddress address, String word, List<DecisionTable> tables) {
        return tables.stream()
                .filter(table ->
                        table.file().equals(address.file()) && table.sheet().equals(address.sheet()))
                .flatMap(table -> table.rows().stream()
                        .filter(row -> row.line() == line(address))
                        .flatMap(row -> IntStream.range(0, table.outcomes().size())
                                .filter(i ->
                                        table.outcomes().get(i).word().name().equals(word))
                                .mapToObj(i -> row.outcomes().get(i))
                                .flatMap(Stream::ofNullable)))
                .flatMap(cell -> cell instanceof String text
                        ? Stream.<Object>of(Text.fold(text), Text.fold(text).replace(' ', '-'))
                        : Stream.of(cell))
                .toList();
    }

    private static int line(RowAddress address) {
        return Integer.parseInt(address.cell().replaceAll("\\D", ""));
    }
}
