package dev.headwater.table;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Facts that never come together, whatever the lead, so that rows need not agree on them: no lead has a click ID's cost
 * and no click ID.
 *
 * @param facts what each word would have to meet, by the word's signal, at least one
 */
public record Never(Map<String, Condition> facts) {

    public Never {
        if (facts.isEmpty()) {
            throw new IllegalArgumentException("something has to be said of what never comes");
        }
        facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Two facts that never come together. */
    public static Never both(String signal, Condition condition, String other, Condition otherCondition) {
        Map<String, Condition> facts = new LinkedHashMap<>();
        facts.put(signal, condition);
        facts.put(other, otherCondition);
        return new Never(facts);
    }

    /** A fact that never comes. */
    public static Never one(String signal, Condition condition) {
        return new Never(Map.of(signal, condition));
    }
}
