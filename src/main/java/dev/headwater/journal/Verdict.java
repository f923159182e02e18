package dev.headwater.journal;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.CrmField;
import dev.headwater.decision.FollowUp;
import dev.headwater.decision.ProfiledChannel;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Resolution;
import dev.headwater.decision.Source;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.signal.Slug;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was decided, in plain values that JSON gives back as they were: the answer, and the rows and the evidence that led to
 * it. What only quotes the lead is left out.
 *
 * @param fields by name
 */
record Verdict(Map<String, @Nullable Object> fields) {
    private static final String BECAUSE = "because";
    private static final String EVIDENCE = "evidence";
    private static final String CONFLICTS = "conflicts";

    /** Beyond it not every whole number is a double. */
    private static final double LARGEST_WHOLE = 1L << 53;

    /**
     * @param quoted masks what an answer takes over from the lead
     */
    static Verdict of(Resolution resolution, UnaryOperator<@Nullable String> quoted) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("outcome", resolution.outcome().word());
        fields.put("source", id(resolution.source(), quoted));
        fields.put("channel", resolution.channel().id());
        Map<String, @Nullable Object> channels = new LinkedHashMap<>();
        for (ProfiledChannel channel : resolution.channels()) {
            channels.put(channel.profile(), channel.channel().id());
        }
        fields.put("channels", channels);
        fields.put("tier", resolution.intent().tier().word());
        fields.put("points", number(resolution.intent().points()));
        fields.put("confidence", number(resolution.confidence()));
        fields.put("campaign", campaign(resolution.campaign(), quoted));
        FollowUp followUp = resolution.followUp();
        fields.put(
                "followUp",
                followUp == null ? null : followUp.step() + " within " + followUp.within() + " by " + followUp.queue());
        Map<String, @Nullable Object> crm = new LinkedHashMap<>();
        for (CrmField field : resolution.crm()) {
            crm.put(field.product() + "." + field.field(), quoted.apply(field.value()));
        }
        fields.put("crm", crm);
        fields.put(
                EVIDENCE,
                resolution.evidence().stream()
                        .map(each -> evidence(each, quoted))
                        .toList());
        fields.put(
                CONFLICTS,
                resolution.conflicts().stream().map(each -> each.id()).toList());
        fields.put(BECAUSE, resolution.because().stream().map(Verdict::row).toList());
        return new Verdict(fields);
    }

    private static String evidence(WeighedEvidence evidence, UnaryOperator<@Nullable String> quoted) {
        return evidence.kind().word() + " " + id(evidence.source(), quoted) + " " + evidence.category() + " "
                + quoted.apply(evidence.medium()) + (evidence.won() ? " won" : "");
    }

    private static String row(Reason reason) {
        return reason.decides() + " " + reason.row() + " " + reason.id();
    }

    private static Map<String, @Nullable Object> campaign(Campaign campaign, UnaryOperator<@Nullable String> quoted) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        putIfAny(told, "source", quoted.apply(campaign.source()));
        putIfAny(told, "medium", quoted.apply(campaign.medium()));
        putIfAny(told, "name", quoted.apply(campaign.name()));
        putIfAny(told, "term", quoted.apply(campaign.term()));
        putIfAny(told, "content", quoted.apply(campaign.content()));
        putIfAny(told, "id", quoted.apply(campaign.id()));
        return told;
    }

    private static void putIfAny(Map<String, @Nullable Object> fields, String name, @Nullable String text) {
        if (text != null) {
            fields.put(name, text);
        }
    }

    /** One that no list knows is called as the lead called it, and its ID is made of that. */
    static @Nullable String id(@Nullable Source source, UnaryOperator<@Nullable String> quoted) {
        if (source == null) {
            return null;
        }
        String name = quoted.apply(source.name());
        return name == null || name.equals(source.name()) ? source.id() : Slug.of(name);
    }

    /** As JSON gives it back. */
    static Object number(double number) {
        return Math.rint(number) == number && Math.abs(number) <= LARGEST_WHOLE
                ? (Object) (long) number
                : BigDecimal.valueOf(number);
    }

    /** The channel, by its ID. */
    String channel() {
        return String.valueOf(fields.get("channel"));
    }

    /** The rows that decided it, each with what it decided, its place and its ID. */
    List<String> rows() {
        return fields.get(BECAUSE) instanceof List<?> rows
                ? rows.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** What another verdict says otherwise, for people; the rows aside. Empty where both give the same answer. */
    List<String> otherwise(Verdict other) {
        List<String> told = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(fields.keySet());
        names.addAll(other.fields.keySet());
        names.remove(BECAUSE);
        for (String name : names) {
            Object was = fields.get(name);
            Object is = other.fields.get(name);
            if (!Objects.equals(was, is)) {
                told.add(name + " " + said(was) + " → " + said(is));
            }
        }
        return told;
    }

    private static String said(@Nullable Object value) {
        if (value == null) {
            return "none";
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }
}
