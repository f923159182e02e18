package dev.headwater.signal;

import dev.headwater.decision.Source;
import org.jspecify.annotations.Nullable;

/**
 * What a reference list makes of one signal: the source that it points to.
 *
 * @param source the source; its ID is the {@link Slug} of its name, so that all lists mean the same one by it
 * @param category the source's category, folded: {@code event}, {@code search} …
 * @param medium how it was carried, folded; null where the list does not say
 * @param mediumClass the medium's class, folded: {@code paid}, {@code offline} …; null where the list does not say
 */
public record Recognised(
        Source source,
        String category,
        @Nullable String medium,
        @Nullable String mediumClass) {

    /** The same kind of origin under the name of one particular: a trade show becomes {@code SaaStr 2026}. */
    Recognised named(String name) {
        return new Recognised(sourceNamed(name), category, medium, mediumClass);
    }

    /** The source of that name. */
    static Source sourceNamed(String name) {
        return new Source(Slug.of(name), name);
    }
}
