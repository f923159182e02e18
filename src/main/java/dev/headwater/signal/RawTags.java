package dev.headwater.signal;

import static java.util.Objects.requireNonNull;

import dev.headwater.decision.Campaign;
import dev.headwater.lead.CampaignTags;
import dev.headwater.signal.TagParameters.Family;
import dev.headwater.signal.TagParameters.Parameter;
import dev.headwater.signal.TagParameters.Tag;
import dev.headwater.table.Text;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tags of one lead that say something, and where they were found. The app's own come first, then those of its landing
 * URL, family by family. Tags of different origin are mixed only where their sources do not contradict each other.
 */
final class RawTags {
    private static final String DIRECT = "direct";
    private static final int LONGEST_TOLD = 500;

    private final Map<Tag, String> values = new EnumMap<>(Tag.class);
    private final Map<String, String> told = new LinkedHashMap<>();
    private final Map<Tag, String> names = new EnumMap<>(Tag.class);
    private Campaign campaign = Campaign.NONE;

    private RawTags() {}

    /**
     * Reads all tags.
     *
     * @param app what the app told by itself
     * @param link the parameters of the landing URL
     * @param parameters which of these are tags
     * @param isKnown whether a list knows a source
     */
    static RawTags read(
            CampaignTags app, Parameters link, TagParameters parameters, Predicate<String> isKnown, Oddities oddities) {
        RawTags tags = ofApp(app, oddities);
        for (Family family : parameters.on(link)) {
            tags.merge(ofLink(link, family, isKnown, oddities));
        }
        tags.dropDirect();
        tags.campaign = tags.folded();
        return tags;
    }

    private static RawTags ofApp(CampaignTags app, Oddities oddities) {
        RawTags tags = new RawTags();
        tags.putApp(Tag.SOURCE, "source", app.source(), oddities);
        tags.putApp(Tag.MEDIUM, "medium", app.medium(), oddities);
        tags.putApp(Tag.CAMPAIGN, "campaign", app.name(), oddities);
        tags.putApp(Tag.TERM, "term", app.term(), oddities);
        tags.putApp(Tag.CONTENT, "content", app.content(), oddities);
        tags.putApp(Tag.ID, "id", app.id(), oddities);
        return tags;
    }

    private void putApp(Tag tag, String name, @Nullable String raw, Oddities oddities) {
        String value = TagValue.ofApp(raw, "the tag " + name, oddities);
        if (raw != null && value != null) {
            values.put(tag, value);
            told.put(name, raw);
            names.put(tag, "the tag " + name);
        }
    }

    /** The tags of one family. */
    private static RawTags ofLink(Parameters link, Family family, Predicate<String> isKnown, Oddities oddities) {
        RawTags tags = new RawTags();
        for (Parameter parameter : family.parameters()) {
            String name = parameter.name();
            String raw = link.raw(name);
            String value = raw == null ? null : TagValue.ofParameter(raw, name, oddities);
            if (value != null && (!parameter.onlyIfKnown() || isKnown.test(value))) {
                tags.take(parameter.tag(), name, requireNonNull(raw), value, link, oddities);
            }
        }
        return tags;
    }

    private void take(Tag tag, String name, String raw, String value, Parameters link, Oddities oddities) {
        if (values.putIfAbsent(tag, value) == null) {
            if (link.ambiguous().contains(name)) {
                oddities.add(name + " stands on the link more than once; the first is taken");
            }
            told.put(name, PercentCoding.decodeForm(raw));
            names.put(tag, name);
        }
    }

    private void merge(RawTags other) {
        if (contradicts(Tag.SOURCE, other) || contradicts(Tag.MEDIUM, other)) {
            return;
        }
        boolean same = values.isEmpty() || values.containsKey(Tag.SOURCE) == other.values.containsKey(Tag.SOURCE);
        boolean onlyAdds = !other.values.containsKey(Tag.SOURCE) && !other.values.containsKey(Tag.MEDIUM);
        boolean nothingYet = !values.containsKey(Tag.SOURCE) && !values.containsKey(Tag.MEDIUM);
        if (same || onlyAdds || nothingYet) {
            other.values.forEach(values::putIfAbsent);
            other.told.forEach(told::putIfAbsent);
            other.names.forEach(names::putIfAbsent);
        }
    }

    private boolean contradicts(Tag tag, RawTags other) {
        String mine = values.get(tag);
        String theirs = other.values.get(tag);
        return mine != null && theirs != null && !Text.fold(mine).equals(Text.fold(theirs));
    }

    /** A source "direct" without a medium is what programs write where there is no source. */
    private void dropDirect() {
        String source = values.get(Tag.SOURCE);
        if (source != null
                && !values.containsKey(Tag.MEDIUM)
                && Text.fold(source).equals(DIRECT)) {
            values.remove(Tag.SOURCE);
        }
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** A tag's value, decoded but as its author spelled it; null where there is none. */
    @Nullable
    String value(Tag tag) {
        return values.get(tag);
    }

    /** What a tag is called where it was found ({@code utm_source}), for people. */
    String name(Tag tag) {
        return names.getOrDefault(tag, "the tag");
    }

    /** The values, folded. */
    Campaign campaign() {
        return campaign;
    }

    private Campaign folded() {
        return new Campaign(
                folded(Tag.SOURCE),
                folded(Tag.MEDIUM),
                folded(Tag.CAMPAIGN),
                folded(Tag.TERM),
                folded(Tag.CONTENT),
                folded(Tag.ID));
    }

    private @Nullable String folded(Tag tag) {
        String value = values.get(tag);
        return value == null ? null : Text.fold(value);
    }

    /** What was found, for people: {@code utm_source=Google, utm_medium=cpc}. */
    String told() {
        StringBuilder text = new StringBuilder();
        told.forEach((name, raw) -> text.append(text.length() == 0 ? "" : ", ")
                .append(name)
                .append('=')
                .append(raw));
        return DisplayName.line(text.toString(), LONGEST_TOLD);
    }

    /** Which tags say something. */
    List<Tag> present() {
        return List.copyOf(values.keySet());
    }
}
