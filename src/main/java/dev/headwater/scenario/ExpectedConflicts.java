package dev.headwater.scenario;

import dev.headwater.decision.Conflict;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.Text;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Exactly these conflicts, in any order.
 *
 * @param ids as the author wrote them; empty for no conflict at all
 */
record ExpectedConflicts(Place place, List<String> ids) implements Expected {

    @Override
    public String what() {
        return "conflicts";
    }

    @Override
    public String written() {
        return ids.isEmpty() ? "none" : String.join(", ", ids);
    }

    @Override
    public List<Mismatch> differencesTo(Answer answer, RuleSet rules) {
        List<Conflict> conflicts = answer.resolution().conflicts();
        Set<String> wanted = ids.stream().map(Text::fold).collect(Collectors.toSet());
        Set<String> found =
                conflicts.stream().map(conflict -> Text.fold(conflict.id())).collect(Collectors.toSet());
        if (wanted.equals(found)) {
            return List.of();
        }
        String actual = conflicts.isEmpty()
                ? "none"
                : conflicts.stream().map(Conflict::id).collect(Collectors.joining(", "));
        List<Mismatch.Decider> deciders = conflicts.stream()
                .filter(conflict -> !wanted.contains(Text.fold(conflict.id())))
                .map((Conflict conflict) -> Mismatch.Decider.of(conflict))
                .toList();
        return List.of(new Mismatch(what(), place, written(), actual, deciders, List.of()));
    }
}
