package dev.headwater.json;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.Conflict;
import dev.headwater.decision.CrmField;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.FollowUp;
import dev.headwater.decision.Intent;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.NearMiss;
import dev.headwater.decision.Outcome;
import dev.headwater.decision.ProfiledChannel;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Resolution;
import dev.headwater.decision.RowAddress;
import dev.headwater.decision.Source;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.lead.LeadId;
import dev.headwater.resolver.Answer;
import dev.headwater.touch.Touch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer back from what {@link ResolutionJson} wrote of it. What the JSON does not carry is not there
 * afterwards: the medium's class, and of the first touch all but its time, source and channel.
 */
public final class AnswerJson {
    private final Map<?, ?> fields;

    private AnswerJson(Map<?, ?> fields) {
        this.fields = fields;
    }

    /**
     * Reads an answer.
     *
     * @param tree as {@link PlainJson} gives it
     * @throws IllegalArgumentException if it is no answer; the message says what is missing
     */
    public static Answer read(@Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("no JSON object");
        }
        return new AnswerJson(fields).answer();
    }

    private Answer answer() {
        String leadId = textIfAny("leadId");
        AnswerJson history = object("history");
        Resolution resolution = resolution();
        Touch primary = fields.get("primary") == null ? null : touch(object("primary"), resolution);
        return new Answer(
                text("decisionId"),
                leadId == null ? null : new LeadId(leadId),
                resolution,
                primary == null ? Instant.EPOCH : primary.at(),
                primary,
                new Answer.History(
                        (long) history.number("touches"),
                        history.flag("available"),
                        history.flag("recorded"),
                        history.textIfAny("note")));
    }

    private Resolution resolution() {
        List<WeighedEvidence> evidence = list("evidence", AnswerJson::evidence);
        WeighedEvidence winner =
                evidence.stream().filter(WeighedEvidence::won).findFirst().orElse(null);
        AnswerJson campaign = object("campaign");
        return new Resolution(
                one(Outcome.values(), Outcome::word, text("outcome")),
                source(),
                channel(),
                channels(),
                new Intent(
                        one(
                                IntentTier.values(),
                                IntentTier::word,
                                object("intent").text("tier")),
                        object("intent").number("points")),
                number("confidence"),
                winner == null ? null : winner.kind(),
                winner == null ? null : winner.medium(),
                null,
                new Campaign(
                        campaign.textIfAny("source"),
                        campaign.textIfAny("medium"),
                        campaign.textIfAny("name"),
                        campaign.textIfAny("term"),
                        campaign.textIfAny("content"),
                        campaign.textIfAny("id")),
                followUp(),
                crm(),
                list("because", AnswerJson::reason),
                evidence,
                list(
                        "conflicts",
                        conflict -> new Conflict(conflict.text("id"), conflict.text("text"), conflict.row("row"))),
                list("nearMisses", AnswerJson::nearMiss),
                texts("oddities"),
                texts("mend"),
                text("revision"));
    }

    private static Touch touch(AnswerJson primary, Resolution resolution) {
        return new Touch(
                Instant.parse(primary.text("touchedAt")),
                null,
                resolution.outcome(),
                null,
                primary.source(),
                null,
                primary.channel(),
                null,
                Campaign.NONE,
                resolution.intent(),
                resolution.revision());
    }

    private @Nullable Source source() {
        if (fields.get("source") == null) {
            return null;
        }
        AnswerJson source = object("source");
        return new Source(source.text("id"), source.text("name"));
    }

    private Channel channel() {
        AnswerJson channel = object("channel");
        return new Channel(
                channel.text("id"),
                channel.text("name"),
                one(
                        Channel.Kind.values(),
                        kind -> kind.name().toLowerCase(java.util.Locale.ROOT),
                        channel.text("kind")));
    }

    private List<ProfiledChannel> channels() {
        List<ProfiledChannel> channels = new ArrayList<>();
        if (fields.get("channels") instanceof Map<?, ?> byProfile) {
            byProfile.forEach((profile, told) -> {
                AnswerJson channel = new AnswerJson(byProfile).object(String.valueOf(profile));
                channels.add(new ProfiledChannel(
                        String.valueOf(profile), channel.channel(), channel.list("because", AnswerJson::reason)));
            });
        }
        return channels;
    }

    private @Nullable FollowUp followUp() {
        if (fields.get("followUp") == null) {
            return null;
        }
        AnswerJson followUp = object("followUp");
        String within = followUp.textIfAny("within");
        return new FollowUp(
                followUp.text("step"), within == null ? null : Duration.parse(within), followUp.textIfAny("queue"));
    }

    private List<CrmField> crm() {
        List<CrmField> crm = new ArrayList<>();
        if (fields.get("crm") instanceof Map<?, ?> products) {
            products.forEach((product, told) -> {
                AnswerJson values = new AnswerJson(products).object(String.valueOf(product));
                values.fields
                        .keySet()
                        .forEach(field -> crm.add(new CrmField(
                                String.valueOf(product),
                                String.valueOf(field),
                                values.textIfAny(String.valueOf(field)))));
            });
        }
        return crm;
    }

    private Reason reason() {
        return new Reason(
                text("decides"),
                row("row"),
                text("id"),
                text("text"),
                fields.get("points") == null ? null : number("points"),
                textIfAny("mend"),
                Boolean.TRUE.equals(fields.get("otherwise")),
                list("conditions", AnswerJson::condition));
    }

    private Reason.Condition condition() {
        return new Reason.Condition(text("word"), text("cell"), text("asked"), textIfAny("found"), flag("fits"));
    }

    private NearMiss nearMiss() {
        return new NearMiss(
                text("decides"), row("row"), text("id"), object("missed").condition());
    }

    private WeighedEvidence evidence() {
        return new WeighedEvidence(
                one(EvidenceKind.values(), EvidenceKind::word, text("kind")),
                text("value"),
                source(),
                textIfAny("category"),
                textIfAny("medium"),
                flag("won"),
                text("why"),
                textIfAny("searchTerm"));
    }

    /** A sheet's name may hold an exclamation mark; neither a file's nor a cell's does. */
    private RowAddress row(String name) {
        String written = text(name);
        int first = written.indexOf('!');
        int last = written.lastIndexOf('!');
        if (first < 0) {
            throw new IllegalArgumentException("\"" + name + "\" is no row: " + written);
        }
        String sheet = first == last ? "" : written.substring(first + 1, last);
        return new RowAddress(written.substring(0, first), sheet, written.substring(last + 1));
    }

    private String text(String name) {
        String text = textIfAny(name);
        if (text == null) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return text;
    }

    private @Nullable String textIfAny(String name) {
        return fields.get(name) instanceof String text ? text : null;
    }

    private double number(String name) {
        if (fields.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("\"" + name + "\" is no number");
    }

    private boolean flag(String name) {
        if (fields.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException("\"" + name + "\" is neither true nor false");
    }

    private AnswerJson object(String name) {
        if (fields.get(name) instanceof Map<?, ?> inner) {
            return new AnswerJson(inner);
        }
        throw new IllegalArgumentException("\"" + name + "\" is no object");
    }

    private <T> List<T> list(String name, Function<AnswerJson, T> read) {
        List<T> all = new ArrayList<>();
        if (fields.get(name) instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> inner) {
                    all.add(read.apply(new AnswerJson(inner)));
                }
            }
        }
        return all;
    }

    private List<String> texts(String name) {
        return fields.get(name) instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static <T> T one(T[] values, Function<T, String> word, String written) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + written + "\" is not known here"));
    }
}
