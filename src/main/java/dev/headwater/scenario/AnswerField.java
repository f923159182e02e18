package dev.headwater.scenario;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.FollowUp;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.Source;
import dev.headwater.resolver.Answer;
import dev.headwater.table.Text;
import dev.headwater.touch.Touch;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts of an answer that have one value, under the names that scenarios know them by. */
@SuppressWarnings("ImmutableEnumChecker") // each part is a function without state
enum AnswerField {
    OUTCOME(
            "outcome",
            WantedReader.Type.TEXT,
            "source",
            answer -> answer.resolution().outcome()),
    SOURCE(
            "source",
            WantedReader.Type.TEXT,
            "source",
            answer -> answer.resolution().source()),
    CHANNEL(
            "channel",
            WantedReader.Type.TEXT,
            "channel",
            answer -> answer.resolution().channel()),
    TIER(
            "tier",
            WantedReader.Type.TEXT,
            "tier",
            answer -> answer.resolution().intent().tier()),
    POINTS(
            "points",
            WantedReader.Type.NUMBER,
            "points",
            answer -> answer.resolution().intent().points()),
    CONFIDENCE(
            "confidence",
            WantedReader.Type.NUMBER,
            "source",
            answer -> answer.resolution().confidence()),
    EVIDENCE(
            "evidence",
            WantedReader.Type.TEXT,
            "source",
            answer -> answer.resolution().winner()),
    MEDIUM(
            "medium",
            WantedReader.Type.TEXT,
            "source",
            answer -> answer.resolution().medium()),
    MEDIUM_CLASS(
            "mediumClass",
            WantedReader.Type.TEXT,
            "source",
            answer -> answer.resolution().mediumClass()),
    CAMPAIGN_SOURCE("campaign.source", WantedReader.Type.TEXT, "", of(Campaign::source)),
    CAMPAIGN_MEDIUM("campaign.medium", WantedReader.Type.TEXT, "", of(Campaign::medium)),
    CAMPAIGN_NAME("campaign.name", WantedReader.Type.TEXT, "", of(Campaign::name)),
    CAMPAIGN_TERM("campaign.term", WantedReader.Type.TEXT, "", of(Campaign::term)),
    CAMPAIGN_CONTENT("campaign.content", WantedReader.Type.TEXT, "", of(Campaign::content)),
    CAMPAIGN_ID("campaign.id", WantedReader.Type.TEXT, "", of(Campaign::id)),
    FOLLOW_UP_STEP("followUp.step", WantedReader.Type.TEXT, "follow-up", ofFollowUp(FollowUp::step)),
    FOLLOW_UP_WITHIN("followUp.within", WantedReader.Type.TEXT, "follow-up", ofFollowUp(FollowUp::within)),
    FOLLOW_UP_QUEUE("followUp.queue", WantedReader.Type.TEXT, "follow-up", ofFollowUp(FollowUp::queue)),
    PRIMARY_SOURCE("primary.source", WantedReader.Type.TEXT, "", ofPrimary(Touch::source)),
    PRIMARY_CHANNEL("primary.channel", WantedReader.Type.TEXT, "", ofPrimary(Touch::channel)),
    PRIMARY_TOUCHED_AT("primary.touchedAt", WantedReader.Type.MOMENT, "", ofPrimary(Touch::at)),
    HISTORY_TOUCHES("history.touches", WantedReader.Type.NUMBER, "", answer ->
            (double) answer.history().touches()),
    HISTORY_RECORDED(
            "history.recorded",
            WantedReader.Type.FLAG,
            "",
            answer -> answer.history().recorded());

    private final String path;
    private final WantedReader.Type type;
    private final String decides;
    private final Function<Answer, @Nullable Object> part;

    AnswerField(String path, WantedReader.Type type, String decides, Function<Answer, @Nullable Object> part) {
        this.path = path;
        this.type = type;
        this.decides = decides;
        this.part = part;
    }

    private static Function<Answer, @Nullable Object> of(Function<Campaign, @Nullable Object> tag) {
        return answer -> tag.apply(answer.resolution().campaign());
    }

    private static Function<Answer, @Nullable Object> ofFollowUp(Function<FollowUp, @Nullable Object> part) {
        return answer -> answer.resolution().followUp() == null
                ? null
                : part.apply(answer.resolution().followUp());
    }

    private static Function<Answer, @Nullable Object> ofPrimary(Function<Touch, @Nullable Object> part) {
        return answer -> answer.primary() == null ? null : part.apply(answer.primary());
    }

    /** As written under {@code expect}: {@code campaign.name}. */
    String path() {
        return path;
    }

    WantedReader.Type type() {
        return type;
    }

    /** Which reasons decide it, as {@code Reason.decides} has them; empty where no row does. */
    String decides() {
        return decides;
    }

    /** The word of the THEN column that sets it; empty where no single cell does. */
    String setBy() {
        return switch (this) {
            case OUTCOME -> "Outcome";
            case EVIDENCE -> "Take";
            case CONFIDENCE -> "Confidence";
            case CHANNEL -> "Channel";
            case TIER -> "Tier";
            case FOLLOW_UP_STEP -> "Next step";
            case FOLLOW_UP_QUEUE -> "Queue";
            default -> "";
        };
    }

    /** The only words it can be; empty where any can come. */
    List<String> closedSet() {
        return switch (this) {
            case OUTCOME -> Arrays.stream(Outcome.values()).map(Outcome::word).toList();
            case TIER ->
                Arrays.stream(IntentTier.values()).map(IntentTier::word).toList();
            case EVIDENCE ->
                Arrays.stream(EvidenceKind.values()).map(EvidenceKind::word).toList();
            default -> List.of();
        };
    }

    /**
     * Its value in an answer, in each of its spellings (a source's ID and its name), ready for comparing; empty where
     * it has none.
     */
    List<Object> spellings(Answer answer) {
        Object value = part.apply(answer);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Source source) {
            return List.of(Text.fold(source.id()), Text.fold(source.name()));
        }
        if (value instanceof Channel channel) {
            return List.of(Text.fold(channel.id()), Text.fold(channel.name()));
        }
        if (value instanceof Duration duration) {
            return List.of(Text.fold(duration.toString()), inWords(duration));
        }
        return List.of(value instanceof Number || value instanceof Boolean ? value : Text.fold(shown(value)));
    }

    /** Its value in an answer, as an author would write it: of a source or a channel, the ID alone. */
    String accepted(Answer answer) {
        Object value = part.apply(answer);
        if (value instanceof Source source) {
            return source.id();
        }
        return value instanceof Channel channel ? channel.id() : shown(answer);
    }

    /** Its value in an answer, for people. */
    String shown(Answer answer) {
        Object value = part.apply(answer);
        return value == null ? "none" : shown(value);
    }

    private static String shown(Object value) {
        if (value instanceof Source source) {
            return named(source.name(), source.id());
        }
        if (value instanceof Channel channel) {
            return named(channel.name(), channel.id());
        }
        if (value instanceof Outcome outcome) {
            return outcome.word();
        }
        if (value instanceof IntentTier tier) {
            return tier.word();
        }
        if (value instanceof EvidenceKind kind) {
            return kind.word();
        }
        if (value instanceof Duration duration) {
            return inWords(duration);
        }
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        String text = value.toString();
        return value instanceof Double && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** {@code 15 minutes}, {@code 1 day}: in the largest unit that leaves no rest. */
    private static String inWords(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return counted(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return counted(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private static String named(String name, String id) {
        return name + " (" + id + ")";
    }
}
