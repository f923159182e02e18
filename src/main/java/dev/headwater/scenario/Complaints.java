package dev.headwater.scenario;

import dev.headwater.table.Nearest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes what is wrong with one file, and knows how to say it. */
record Complaints(String file, List<ScenarioFlaw> flaws) {

    /** Adds a flaw, once: a shared lead may be met several times. */
    void at(Place place, String problem, @Nullable String remedy) {
        ScenarioFlaw flaw = new ScenarioFlaw(file, place, problem, remedy);
        if (!flaws.contains(flaw)) {
            flaws.add(flaw);
        }
    }

    /** Complains of a word that is none of the known ones, and names the nearest of them. */
    void unknown(Place place, String problem, String word, Collection<String> known) {
        String question = Nearest.to(word, known)
                .map(nearest -> ". Did you mean \"" + nearest + "\"?")
                .orElse("");
        String remedy = known.isEmpty() ? null : "It is one of: " + String.join(", ", known);
        at(place, problem + question, remedy);
    }

    /** Complains of every key that is none of the known ones. */
    void unknownKeys(Yaml.Mapping mapping, Collection<String> known, String what) {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                unknown(entry.place(), "\"" + key + "\" is not something that " + what + " has", key, known);
            }
        });
    }

    /** The part as keys and values; null, with a complaint, where it is something else. */
    Yaml.@Nullable Mapping mapping(@Nullable Yaml part, String what) {
        if (part instanceof Yaml.Mapping mapping) {
            return mapping;
        }
        if (part != null) {
            at(part.place(), what + " has keys and values; this is " + part.described(), null);
        }
        return null;
    }

    /** A key's value as the author wrote it; null, with a complaint, where it is missing, empty or no single value. */
    @Nullable
    String text(Yaml.Mapping mapping, String key, String what) {
        Yaml value = mapping.value(key);
        if (value instanceof Yaml.Scalar scalar && !scalar.written().isBlank() && scalar.value() != null) {
            return scalar.written();
        }
        if (value == null) {
            at(mapping.place(), what + " needs \"" + key + "\"", null);
        } else if (value instanceof Yaml.Scalar) {
            at(value.place(), "\"" + key + "\" is empty", null);
        } else {
            at(value.place(), "\"" + key + "\" is a single value, not " + value.described(), null);
        }
        return null;
    }
}
