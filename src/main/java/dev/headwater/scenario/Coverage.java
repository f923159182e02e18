package dev.headwater.scenario;

import dev.headwater.decision.Reason;
import dev.headwater.resolver.Answer;
import dev.headwater.table.DecisionTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which rows of one table the scenarios reach. A row counts as reached when it had a part in the answer of a scenario
 * itself; what happened in its history was not looked at by anybody.
 *
 * @param table the table
 * @param reached its rows that had a part in an answer, from top to bottom
 * @param unreached the others, from top to bottom
 */
public record Coverage(DecisionTable table, List<DecisionTable.Row> reached, List<DecisionTable.Row> unreached) {

    public Coverage {
        reached = List.copyOf(reached);
        unreached = List.copyOf(unreached);
    }

    /** The coverage of each table, in the order of the tables. */
    public static List<Coverage> of(List<DecisionTable> tables, RunResult run) {
        Set<String> seen = run.results()
                .flatMap(result -> answer(result))
                .flatMap(answer -> answer.resolution().because().stream())
                .map((Reason reason) -> reason.row().file() + "!" + reason.row().sheet() + "!" + reason.id())
                .collect(Collectors.toSet());
        return tables.stream()
                .map(table -> {
                    var parts = table.rows().stream()
                            .collect(Collectors.partitioningBy(
                                    row -> seen.contains(table.file() + "!" + table.sheet() + "!" + row.id())));
                    return new Coverage(
                            table, parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
                })
                .toList();
    }

    private static Stream<Answer> answer(ScenarioResult result) {
        ScenarioResult.Verdict verdict = result.verdict();
        if (verdict instanceof ScenarioResult.Passed passed) {
            return Stream.of(passed.answer());
        }
        return verdict instanceof ScenarioResult.Failed failed ? Stream.of(failed.answer()) : Stream.empty();
    }
}
