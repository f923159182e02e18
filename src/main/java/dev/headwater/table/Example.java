package dev.headwater.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lead that shows what is wrong with a table, told in the table's own words.
 *
 * @param facts the value of each word that matters, by the word's name: a String, a Double, a Boolean, or null where the
 *     value has to be missing; a word that is not here is missing too, but does not matter
 * @param day the day on which the lead comes; null where it does not matter
 * @param lead such a lead as one line of JSON, as the API takes it; null where none is known
 */
public record Example(
        Map<String, @Nullable Object> facts,
        @Nullable LocalDate day,
        @Nullable String lead) {

    public Example {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** An example of which no lead is known yet. */
    public Example(Map<String, @Nullable Object> facts, @Nullable LocalDate day) {
        this(facts, day, null);
    }

    /** The same case with a lead that is one. */
    public Example as(String json) {
        return new Example(facts, day, json);
    }

    /** {@code a lead with Medium class "paid", Touches 3 and no Campaign}. */
    @Override
    public String toString() {
        List<String> known = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        facts.forEach((word, value) -> {
            if (value == null) {
                missing.add("no " + word);
            } else {
                known.add(word + " " + shown(value));
            }
        });
        known.addAll(missing);
        String when = day == null ? "" : " on " + day;
        if (known.isEmpty()) {
            return "any lead" + when;
        }
        int last = known.size() - 1;
        return "a lead with "
                + (last == 0 ? known.get(0) : String.join(", ", known.subList(0, last)) + " and " + known.get(last))
                + when;
    }

    private static String shown(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (value instanceof Double number) {
            return Found.number(number);
        }
        return "\"" + value + "\"";
    }
}
