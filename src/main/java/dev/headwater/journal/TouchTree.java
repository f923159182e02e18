package dev.headwater.journal;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Source;
import dev.headwater.lead.EventId;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A history as plain values and back. What is not known is not there, and of the rules that resolved a touch nothing is. */
final class TouchTree {
    private TouchTree() {}

    /** @param mask takes out what is personal */
    static Map<String, @Nullable Object> of(TouchHistory history, Mask mask) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("total", history.total());
        Touch first = history.first();
        boolean kept = first != null
                && !history.recent().isEmpty()
                && first.equals(history.recent().get(0));
        if (first != null && !kept) {
            tree.put("first", touch(first, mask));
        }
        tree.put(
                "recent",
                history.recent().stream().map(each -> touch(each, mask)).toList());
        return tree;
    }

    private static Map<String, @Nullable Object> touch(Touch touch, Mask mask) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("at", touch.at().toString());
        put(
                tree,
                "eventId",
                touch.eventId() == null || mask.hidesIds()
                        ? null
                        : touch.eventId().value());
        tree.put("outcome", touch.outcome().word());
        put(tree, "winner", touch.winner() == null ? null : touch.winner().word());
        if (touch.source() != null) {
            tree.put("source", Verdict.id(touch.source(), mask::quoted));
            tree.put("sourceName", mask.quoted(touch.source().name()));
        }
        put(tree, "category", touch.category());
        tree.put("channel", touch.channel().id());
        tree.put("channelName", touch.channel().name());
        tree.put("kind", touch.channel().kind().name().toLowerCase(Locale.ROOT));
        put(tree, "mediumClass", touch.mediumClass());
        Campaign campaign = touch.campaign();
        put(tree, "campaignSource", mask.quoted(campaign.source()));
        put(tree, "campaignMedium", mask.quoted(campaign.medium()));
        put(tree, "campaignName", mask.quoted(campaign.name()));
        put(tree, "campaignTerm", mask.quoted(campaign.term()));
        put(tree, "campaignContent", mask.quoted(campaign.content()));
        put(tree, "campaignId", mask.quoted(campaign.id()));
        tree.put("tier", touch.intent().tier().word());
        tree.put("points", Verdict.number(touch.intent().points()));
        return tree;
    }

    private static void put(Map<String, @Nullable Object> tree, String name, @Nullable String text) {
        if (text != null) {
            tree.put(name, text);
        }
    }

    /** @throws IllegalArgumentException if it is no history */
    static TouchHistory read(@Nullable Object tree) {
        if (tree == null) {
            return TouchHistory.EMPTY;
        }
        if (!(tree instanceof Map<?, ?> history)
                || !(history.get("recent") instanceof List<?> recent)
                || !(history.get("total") instanceof Number total)) {
            throw new IllegalArgumentException("the history is none");
        }
        List<Touch> touches = recent.stream().map(TouchTree::touch).toList();
        Touch first =
                history.get("first") != null ? touch(history.get("first")) : touches.isEmpty() ? null : touches.get(0);
        return new TouchHistory(first, touches, total.longValue());
    }

    private static Touch touch(@Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> touch)) {
            throw new IllegalArgumentException("a touch is none");
        }
        String eventId = text(touch, "eventId");
        String winner = text(touch, "winner");
        String source = text(touch, "source");
        return new Touch(
                Instant.parse(must(touch, "at")),
                eventId == null ? null : new EventId(eventId),
                one(Outcome.values(), Outcome::word, must(touch, "outcome")),
                winner == null ? null : one(EvidenceKind.values(), EvidenceKind::word, winner),
                source == null ? null : new Source(source, must(touch, "sourceName")),
                text(touch, "category"),
                new Channel(
                        must(touch, "channel"),
                        must(touch, "channelName"),
                        one(Channel.Kind.values(), kind -> kind.name().toLowerCase(Locale.ROOT), must(touch, "kind"))),
                text(touch, "mediumClass"),
                new Campaign(
                        text(touch, "campaignSource"),
                        text(touch, "campaignMedium"),
                        text(touch, "campaignName"),
                        text(touch, "campaignTerm"),
                        text(touch, "campaignContent"),
                        text(touch, "campaignId")),
                new Intent(
                        one(IntentTier.values(), IntentTier::word, must(touch, "tier")),
                        touch.get("points") instanceof Number points ? points.doubleValue() : 0),
                "");
    }

    private static @Nullable String text(Map<?, ?> tree, String name) {
        return tree.get(name) instanceof String text ? text : null;
    }

    private static String must(Map<?, ?> tree, String name) {
        String text = text(tree, name);
        if (text == null) {
            throw new IllegalArgumentException("a touch lacks \"" + name + "\"");
        }
        return text;
    }

    static <T> T one(T[] values, Function<T, String> word, String written) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + written + "\" is not known here"));
    }
}
