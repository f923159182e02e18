package dev.headwater.scenario;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a scenario file, told to the person who wrote it.
 *
 * @param file as the caller named it
 * @param place where it stands
 * @param problem what is wrong, with the found text quoted
 * @param remedy what would be right; null where the problem says it already
 */
public record ScenarioFlaw(
        String file, Place place, String problem, @Nullable String remedy) {

    static final Comparator<ScenarioFlaw> BY_PLACE = Comparator.comparing(ScenarioFlaw::file)
            .thenComparing(flaw -> flaw.place().line())
            .thenComparing(flaw -> flaw.place().column());

    /** The place as editors understand it ({@code file:line:column}), the problem, the remedy on an indented line. */
    @Override
    public String toString() {
        String text = place.in(file) + ": " + problem;
        return remedy == null ? text : text + "\n  " + remedy;
    }
}
