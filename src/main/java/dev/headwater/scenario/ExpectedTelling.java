package dev.headwater.scenario;

import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.Text;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sentences for people that are to hold some words: what is odd about the input, what would mend it.
 *
 * @param parts each to be found in one of the sentences; empty for no sentence at all
 * @param told takes the sentences from an answer
 */
record ExpectedTelling(String what, Place place, List<String> parts, Function<Answer, List<String>> told)
        implements Expected {

    @Override
    public String written() {
        return parts.isEmpty() ? "none" : quoted(parts);
    }

    @Override
    public List<Mismatch> differencesTo(Answer answer, RuleSet rules) {
        List<String> sentences = told.apply(answer);
        boolean met = parts.isEmpty()
                ? sentences.isEmpty()
                : parts.stream()
                        .allMatch(part -> sentences.stream()
                                .anyMatch(sentence -> Text.fold(sentence).contains(Text.fold(part))));
        return met
                ? List.of()
                : List.of(new Mismatch(
                        what,
                        place,
                        written(),
                        sentences.isEmpty() ? "none" : quoted(sentences),
                        List.of(),
                        List.of()));
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "\"" + text + "\"").collect(Collectors.joining(", "));
    }
}
