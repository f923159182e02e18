package dev.headwater.signal;

import dev.headwater.lead.CrmTag;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lead sources as people type them into a CRM, by {@code lists/crm-tags.csv}: tag, source, category. Immutable.
 *
 * <p>Case, blanks, hyphens and accents never matter. A tag of several parts ({@code Trade Show - SaaStr}) is known by its
 * parts where all that are known agree. A slip of the finger is forgiven in a long word without digits, where only one
 * listed tag can be meant. Tags of the category {@code no answer} ({@code Other}, {@code Web}) are known to say nothing.
 */
public final class CrmTags {
    private static final String TAG = "tag";
    private static final Pattern BETWEEN_PARTS = Pattern.compile("[:|>/;,()\\[\\]–—]|\\s-+\\s");

    /** Longer than any tag that is listed or typed. */
    private static final int LONGEST = 200;

    /** An empty value says that the tag is known to say nothing. */
    private final Map<String, Optional<Recognised>> byTag;

    private final Misspelled misspelled = new Misspelled();

    private CrmTags(Map<String, Optional<Recognised>> byTag) {
        this.byTag = Map.copyOf(byTag);
        byTag.keySet().forEach(misspelled::add);
    }

    /**
     * Reads the list.
     *
     * @param list crm-tags
     * @param flaws takes all that is wrong with it
     */
    public static CrmTags of(ReferenceList list, List<Flaw> flaws) {
        return new CrmTags(new ListReader(list, flaws).byWord(TAG));
    }

    /** What a tag as typed points to; null where no row knows it, or it says nothing. */
    public @Nullable Recognised find(CrmTag tag) {
        Set<Optional<Recognised>> meanings = meanings(tag);
        return meanings.size() == 1 ? meanings.iterator().next().orElse(null) : null;
    }

    /** Whether a tag is listed as one that says nothing, and so is no evidence at all. */
    public boolean saysNothing(CrmTag tag) {
        return meanings(tag).equals(Set.of(Optional.empty()));
    }

    /** All that a tag may mean: nothing where no row knows it, several where it cannot be told which. */
    private Set<Optional<Recognised>> meanings(CrmTag tag) {
        if (tag.leadSource().length() > LONGEST) {
            return Set.of();
        }
        String key = Letters.only(tag.leadSource());
        if (byTag.containsKey(key)) {
            return Set.of(byTag.getOrDefault(key, Optional.empty()));
        }
        Set<Optional<Recognised>> parts = new HashSet<>();
        for (String part : BETWEEN_PARTS.split(tag.leadSource())) {
            byTag.getOrDefault(Letters.only(part), Optional.empty()).ifPresent(known -> parts.add(Optional.of(known)));
        }
        return parts.isEmpty() ? mistyped(key) : parts;
    }

    private Set<Optional<Recognised>> mistyped(String key) {
        Set<Optional<Recognised>> meant = new HashSet<>();
        // Digits are never a slip: last year's fair is another.
        if (key.chars().noneMatch(Character::isDigit)) {
            misspelled.nearest(key).forEach(tag -> meant.add(byTag.getOrDefault(tag, Optional.empty())));
        }
        return meant;
    }
}
