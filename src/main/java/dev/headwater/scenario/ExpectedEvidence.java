package dev.headwater.scenario;

import dev.headwater.decision.WeighedEvidence;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A piece of evidence that is to be among those found, whether it won or lost.
 *
 * @param parts what is asked of its parts, its kind at least
 */
record ExpectedEvidence(Place place, Map<EvidenceField, Wanted> parts) implements Expected {

    @Override
    public String what() {
        return "evidence";
    }

    @Override
    public String written() {
        return parts.entrySet().stream()
                .map(part -> part.getKey().word() + " " + part.getValue().written())
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<Mismatch> differencesTo(Answer answer, RuleSet rules) {
        List<WeighedEvidence> found = answer.resolution().evidence();
        if (found.stream().anyMatch(this::fits)) {
            return List.of();
        }
        String actual = found.isEmpty()
                ? "none"
                : found.stream().map(ExpectedEvidence::shown).collect(Collectors.joining("; "));
        return List.of(
                new Mismatch(what(), place, written(), actual, ExpectedField.deciders(answer, "source"), List.of()));
    }

    private boolean fits(WeighedEvidence piece) {
        return parts.entrySet().stream()
                .allMatch(part -> part.getValue().isMetBy(part.getKey().spellings(piece)));
    }

    private static String shown(WeighedEvidence piece) {
        return piece.kind().word()
                + (piece.won() ? " (won)" : " (lost)")
                + (piece.source() == null ? "" : " " + piece.source().id())
                + " \"" + piece.value() + "\"";
    }
}
