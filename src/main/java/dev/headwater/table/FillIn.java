package dev.headwater.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a THEN cell that takes values of the lead: {@code {UTM source} / {UTM medium}}. Nothing but the names of
 * words can stand in braces, so there is nothing to run and nothing to escape.
 *
 * @param parts in their order; at least one of them is a value
 */
public record FillIn(List<Part> parts) {

    /** A stretch of the text. */
    public sealed interface Part {}

    /** Text that stands as it is. */
    public record Plain(String text) implements Part {}

    /** The value of a word. */
    public record Value(Word word) implements Part {}

    public FillIn {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a cell.
     *
     * @param text its text, with a brace in it
     * @param dictionary where the words are looked up
     * @param stage whose table it stands in
     */
    static FillIn read(String text, Dictionary dictionary, Stage stage) throws Misread {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new Misread(
                        Found.quote(text) + " opens a brace and does not close it.",
                        "Write the name of a word in braces, such as {Source}");
            }
            if (open > from) {
                parts.add(new Plain(text.substring(from, open)));
            }
            parts.add(new Value(word(text.substring(open + 1, close), dictionary, stage)));
            from = close + 1;
        }
        if (from < text.length()) {
            parts.add(new Plain(text.substring(from)));
        }
        return new FillIn(parts);
    }

    private static Word word(String name, Dictionary dictionary, Stage stage) throws Misread {
        Word word =
                dictionary.word(name).filter(found -> found.isKnownAt(stage)).orElse(null);
        if (word == null) {
            List<String> names = dictionary.words().stream()
                    .filter(known -> known.isKnownAt(stage))
                    .map(Word::name)
                    .toList();
            throw new Misread(
                    Found.quote(name) + " is no word whose value is known here." + Nearest.question(name, names),
                    "The words are: " + Found.list(names));
        }
        return word;
    }

    /** The words whose values it takes. */
    public List<Word> words() {
        return parts.stream()
                .flatMap(part -> part instanceof Value value ? Stream.of(value.word()) : Stream.empty())
                .toList();
    }

    /**
     * The text with the values in it; null where the lead lacks one of them, since half of it would say something else.
     *
     * @param values gives the value of a word for people, or null
     */
    public @Nullable String with(Function<Word, @Nullable String> values) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            String piece = part instanceof Value value ? values.apply(value.word()) : ((Plain) part).text();
            if (piece == null) {
                return null;
            }
            text.append(piece);
        }
        return text.toString();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return parts.stream()
                .map(part -> part instanceof Value value ? "{" + value.word().name() + "}" : ((Plain) part).text())
                .collect(Collectors.joining());
    }
}
