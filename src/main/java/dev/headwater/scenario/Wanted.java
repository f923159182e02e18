package dev.headwater.scenario;

import dev.headwater.table.Condition;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a scenario asks of one value.
 *
 * @param written as the author wrote it
 * @param names the plain texts in it, folded: what the author takes for granted that there is
 * @param test takes the value in each of its spellings; none where there is no value
 */
record Wanted(String written, List<String> names, Predicate<List<Object>> test) {

    Wanted {
        names = List.copyOf(names);
    }

    boolean isMetBy(List<Object> spellings) {
        return test.test(spellings);
    }

    /** No value, or one that says "none" itself, as a medium class does. */
    static Wanted none() {
        return new Wanted("none", List.of(), Wanted::saysNothing);
    }

    /** Not that, in whatever spelling; a missing value is not that either. */
    static Wanted not(String written, Wanted that) {
        return new Wanted(written, that.names(), spellings -> !that.isMetBy(spellings));
    }

    private static boolean saysNothing(List<Object> spellings) {
        return spellings.isEmpty() || spellings.contains("none");
    }

    static Wanted equalTo(String written, Object value) {
        return new Wanted(written, List.of(), spellings -> spellings.contains(value));
    }

    static Wanted oneOf(List<Wanted> several) {
        return new Wanted(
                several.stream().map(Wanted::written).collect(Collectors.joining(" or ")),
                several.stream().flatMap(one -> one.names().stream()).toList(),
                spellings -> several.stream().anyMatch(one -> one.isMetBy(spellings)));
    }

    /** A value meets a condition in any of its spellings. */
    static Wanted meeting(String written, Condition condition) {
        return new Wanted(
                written,
                condition instanceof Condition.OneOf some ? some.texts() : List.of(),
                spellings -> spellings.isEmpty()
                        ? condition.test(null)
                        : spellings.stream().anyMatch(condition::test));
    }
}
