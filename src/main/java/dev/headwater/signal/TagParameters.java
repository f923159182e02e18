package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which parameters of a link are campaign tags, by {@code lists/tag-parameters.csv}: parameter, tag, family, counts.
 * Families are asked in the order in which they stand there, and so are the parameters of one. Immutable.
 */
public final class TagParameters {
    private static final String PARAMETER = "parameter";
    private static final Vocabulary TAGS = new Vocabulary(
            "tag",
            "rules/lists/tag-parameters.csv",
            new LinkedHashSet<>(List.of("source", "medium", "campaign", "term", "content", "id")));
    private static final Vocabulary COUNTS = new Vocabulary(
            "word for when it counts",
            "rules/lists/tag-parameters.csv",
            new LinkedHashSet<>(List.of("always", "if known")));

    private final List<Family> families;
    private final Map<String, Integer> familyOf = new HashMap<>();

    private TagParameters(List<Family> families) {
        this.families = List.copyOf(families);
        for (int i = 0; i < families.size(); i++) {
            for (Parameter parameter : families.get(i).parameters()) {
                familyOf.put(parameter.name(), i);
            }
        }
    }

    /** What a tag tells. */
    enum Tag {
        SOURCE,
        MEDIUM,
        CAMPAIGN,
        TERM,
        CONTENT,
        ID
    }

    /**
     * A parameter that is a tag.
     *
     * @param name in lower case
     * @param onlyIfKnown whether its value counts only where a list knows it, since it carries other things too
     */
    record Parameter(String name, Tag tag, boolean onlyIfKnown) {}

    /**
     * Parameters that one tool sets together.
     *
     * @param parameters tag by tag, in the order in which they are asked
     */
    record Family(List<Parameter> parameters) {}

    /**
     * Reads the list.
     *
     * @param list tag-parameters
     * @param flaws takes all that is wrong with it
     */
    static TagParameters of(ReferenceList list, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, List<Parameter>> families = new LinkedHashMap<>();
        Map<String, Tag> seen = new LinkedHashMap<>();
        if (reader.has(PARAMETER, "tag", "family", "counts")) {
            for (Row row : list.rows()) {
                String parameter = row.cell(PARAMETER).toLowerCase(Locale.ROOT);
                String tag = TAGS.read(list, row, "tag", flaws);
                String counts = COUNTS.read(list, row, "counts", flaws);
                if (parameter.isEmpty() || row.cell("tag").isEmpty()) {
                    reader.wrong(
                            row, PARAMETER, "The row is not complete.", "It takes a parameter and the tag that it is");
                }
                if (parameter.isEmpty() || tag == null) {
                    continue;
                }
                Tag meant = Tag.valueOf(tag.toUpperCase(Locale.ROOT));
                reader.put(seen, parameter, row, PARAMETER, meant);
                families.computeIfAbsent(row.cell("family"), name -> new ArrayList<>())
                        .add(new Parameter(parameter, meant, "if known".equals(counts)));
            }
        }
        return new TagParameters(
                families.values().stream().map(TagParameters::family).toList());
    }

    private static Family family(List<Parameter> inTheirOrder) {
        return new Family(inTheirOrder.stream()
                .sorted(Comparator.comparing(Parameter::tag))
                .toList());
    }

    /**
     * The families that have a parameter on a link, the first one first: most links have parameters of one, and each lead would
     * else be asked for all that there are.
     */
    List<Family> on(Parameters link) {
        BitSet found = new BitSet(families.size());
        for (String name : link.values().keySet()) {
            Integer family = familyOf.get(name);
            if (family != null) {
                found.set(family);
            }
        }
        if (found.cardinality() < 2) {
            return found.isEmpty() ? List.of() : List.of(families.get(found.nextSetBit(0)));
        }
        return found.stream().mapToObj(families::get).toList();
    }
}
