package dev.headwater.json;

import com.fasterxml.jackson.core.io.SerializedString;
import dev.headwater.decision.Campaign;
import dev.headwater.decision.Channel;
import dev.headwater.decision.Conflict;
import dev.headwater.decision.CrmField;
import dev.headwater.decision.Explain;
import dev.headwater.decision.FollowUp;
import dev.headwater.decision.Intent;
import dev.headwater.decision.NearMiss;
import dev.headwater.decision.ProfiledChannel;
import dev.headwater.decision.Reason;
import dev.headwater.decision.Reason.Condition;
import dev.headwater.decision.Resolution;
import dev.headwater.decision.Source;
import dev.headwater.decision.WeighedEvidence;
import dev.headwater.lead.LeadId;
import dev.headwater.resolver.Answer;
import dev.headwater.table.Memo;
import dev.headwater.touch.Touch;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer as JSON.
 *
 * <p>What may be unknown is written as null, so that the shape is the same for every lead; only what belongs to the
 * explanation comes and goes: {@link Explain#NONE} leaves out {@code because}, {@code evidence}, {@code conflicts} and
 * {@code oddities}, and only {@link Explain#FULL} has {@code nearMisses} and the conditions of each reason.
 */
public final class ResolutionJson {
    private static final int USUAL_SIZE = 4_096;

    private static final Memo<Reason, SerializedString> WRITTEN = new Memo<>(1_024);

    private ResolutionJson() {}

    /** Writes an answer, in UTF-8. */
    public static byte[] write(Answer answer, Explain explain) {
        return write(answer, explain, List.of());
    }

    /**
     * Writes an answer, in UTF-8.
     *
     * @param unknownFields what was told and not understood ({@link Reading.Lead#unknown}), named in the answer unless no
     *     explanation is wanted
     */
    public static byte[] write(Answer answer, Explain explain, List<String> unknownFields) {
        return JsonOut.object(USUAL_SIZE, json -> {
            LeadId leadId = answer.leadId();
            Resolution resolution = answer.resolution();
            json.text("leadId", leadId == null ? null : leadId.value());
            json.text("decisionId", answer.decisionId());
            json.text("outcome", resolution.outcome().word());
            source(json, resolution.source());
            channel(json, resolution.channel());
            channels(json, resolution.channels(), explain);
            intent(json, resolution.intent());
            json.number("confidence", resolution.confidence());
            campaign(json, resolution.campaign());
            primary(json, answer.primary());
            followUp(json, resolution.followUp());
            crm(json, resolution.crm());
            if (explain != Explain.NONE) {
                explanation(json, resolution, explain == Explain.FULL);
                if (!unknownFields.isEmpty()) {
                    json.texts("unknownFields", unknownFields);
                }
            }
            history(json, answer.history());
            json.text("revision", resolution.revision());
        });
    }

    private static void explanation(JsonOut json, Resolution resolution, boolean full) throws IOException {
        because(json, resolution.because(), full);
        json.objects("evidence", resolution.evidence(), ResolutionJson::evidence);
        json.objects("conflicts", resolution.conflicts(), ResolutionJson::conflict);
        if (full) {
            json.objects("nearMisses", resolution.nearMisses(), ResolutionJson::nearMiss);
        }
        json.texts("mend", resolution.mend());
        json.texts("oddities", resolution.oddities());
    }

    static void source(JsonOut json, @Nullable Source source) throws IOException {
        if (source == null) {
            json.nothing("source");
            return;
        }
        json.object("source", out -> {
            out.text("id", source.id());
            out.text("name", source.name());
        });
    }

    private static SerializedString written(Reason reason) {
        return JsonOut.written(JsonOut.object(USUAL_SIZE, json -> reason(json, reason, false)));
    }

    static void channel(JsonOut json, Channel channel) throws IOException {
        json.object("channel", out -> {
            out.text("id", channel.id());
            out.text("name", channel.name());
            out.text("kind", channel.kind().name().toLowerCase(Locale.ROOT));
        });
    }

    static void intent(JsonOut json, Intent intent) throws IOException {
        json.object("intent", out -> {
            out.text("tier", intent.tier().word());
            out.number("points", intent.points());
        });
    }

    /** By profile; no field at all where none was asked for. */
    private static void channels(JsonOut json, List<ProfiledChannel> channels, Explain explain) throws IOException {
        if (channels.isEmpty()) {
            return;
        }
        json.object("channels", byProfile -> {
            for (ProfiledChannel profiled : channels) {
                byProfile.object(profiled.profile(), out -> {
                    channel(out, profiled.channel());
                    if (explain != Explain.NONE) {
                        because(out, profiled.because(), explain == Explain.FULL);
                    }
                });
            }
        });
    }

    private static void followUp(JsonOut json, @Nullable FollowUp followUp) throws IOException {
        if (followUp == null) {
            return;
        }
        json.object("followUp", out -> {
            out.text("step", followUp.step());
            out.text(
                    "within",
                    followUp.within() == null ? null : followUp.within().toString());
            out.text("queue", followUp.queue());
        });
    }

    /** Each CRM with its fields, in the order in which they are first named. */
    private static void crm(JsonOut json, List<CrmField> fields) throws IOException {
        if (fields.isEmpty()) {
            return;
        }
        json.object("crm", products -> {
            for (int first = 0; first < fields.size(); first++) {
                String product = fields.get(first).product();
                if (isFirst(fields, first)) {
                    products.object(product, out -> ofProduct(out, fields, product));
                }
            }
        });
    }

    private static boolean isFirst(List<CrmField> fields, int place) {
        for (int before = 0; before < place; before++) {
            if (fields.get(before).product().equals(fields.get(place).product())) {
                return false;
            }
        }
        return true;
    }

    private static void ofProduct(JsonOut json, List<CrmField> fields, String product) throws IOException {
        for (CrmField field : fields) {
            if (field.product().equals(product)) {
                json.text(field.field(), field.value());
            }
        }
    }

    static void campaign(JsonOut json, Campaign campaign) throws IOException {
        json.object("campaign", out -> {
            out.text("source", campaign.source());
            out.text("medium", campaign.medium());
            out.text("name", campaign.name());
            out.text("term", campaign.term());
            out.text("content", campaign.content());
            out.text("id", campaign.id());
        });
    }

    private static void primary(JsonOut json, @Nullable Touch primary) throws IOException {
        if (primary == null) {
            json.nothing("primary");
            return;
        }
        json.object("primary", out -> {
            source(out, primary.source());
            channel(out, primary.channel());
            out.text("touchedAt", primary.at().toString());
        });
    }

    /** What a row says is always the same, so that it is written once; what it asked and found is of this lead alone. */
    private static void because(JsonOut json, List<Reason> reasons, boolean full) throws IOException {
        if (full) {
            json.objects("because", reasons, (out, reason) -> reason(out, reason, true));
        } else {
            json.written("because", reasons, reason -> WRITTEN.answer(reason, ResolutionJson::written));
        }
    }

    private static void reason(JsonOut json, Reason reason, boolean full) throws IOException {
        json.text("decides", reason.decides());
        json.text("row", reason.row().toString());
        json.text("id", reason.id());
        json.text("text", reason.text());
        if (reason.points() != null) {
            json.number("points", reason.points());
        }
        json.textIfAny("mend", reason.mend());
        if (reason.otherwise()) {
            json.flag("otherwise", true);
        }
        if (full) {
            json.objects("conditions", reason.conditions(), ResolutionJson::condition);
        }
    }

    private static void condition(JsonOut json, Condition condition) throws IOException {
        json.text("word", condition.word());
        json.text("cell", condition.cell());
        json.text("asked", condition.asked());
        json.text("found", condition.found());
        json.flag("fits", condition.fits());
    }

    private static void evidence(JsonOut json, WeighedEvidence evidence) throws IOException {
        json.text("kind", evidence.kind().word());
        json.flag("won", evidence.won());
        source(json, evidence.source());
        json.text("category", evidence.category());
        json.text("medium", evidence.medium());
        json.text("value", evidence.value());
        json.textIfAny("searchTerm", evidence.searchTerm());
        json.text("why", evidence.why());
    }

    private static void conflict(JsonOut json, Conflict conflict) throws IOException {
        json.text("id", conflict.id());
        json.text("text", conflict.text());
        json.text("row", conflict.rule().toString());
    }

    private static void nearMiss(JsonOut json, NearMiss nearMiss) throws IOException {
        json.text("decides", nearMiss.decides());
        json.text("row", nearMiss.row().toString());
        json.text("id", nearMiss.id());
        json.object("missed", out -> condition(out, nearMiss.missed()));
    }

    private static void history(JsonOut json, Answer.History history) throws IOException {
        json.object("history", out -> {
            out.whole("touches", history.touches());
            out.flag("available", history.available());
            out.flag("recorded", history.recorded());
            out.textIfAny("note", history.note());
        });
    }
}
