package dev.headwater.json;

import dev.headwater.attribution.Credit;
import dev.headwater.attribution.Milestone;
import dev.headwater.attribution.Model;
import dev.headwater.attribution.Models;
import dev.headwater.attribution.Path;
import dev.headwater.decision.Channel;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.touch.Touch;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Credits under one or more attribution models as JSON: the touches once, and their shares under each model. */
public final class AttributionJson {
    private static final int USUAL_SIZE = 4_096;
    private static final long SECONDS_A_DAY = 86_400;

    private AttributionJson() {}

    /**
     * Writes credits, in UTF-8.
     *
     * @param path the touches that count
     * @param rules which touches count
     * @param models those that were asked for
     * @param total how many touches of the person were ever told
     */
    public static byte[] write(Person person, Path path, Path.Rules rules, Models models, long total) {
        return JsonOut.object(USUAL_SIZE, json -> {
            json.text(person instanceof LeadId ? "leadId" : "visitorId", person.value());
            json.text("asOf", path.until().toString());
            json.decimal("windowDays", days(rules.window().getSeconds()));
            json.flag("dropDirect", rules.dropDirect());
            json.flag("collapse", rules.collapse());
            json.object("milestones", out -> {
                time(out, "leadCreatedAt", path.milestones().leadCreated());
                time(out, "opportunityCreatedAt", path.milestones().opportunityCreated());
                time(out, "customerWonAt", path.milestones().customerWon());
            });
            json.whole("total", total);
            json.objects("touches", path.touches(), AttributionJson::touch);
            json.object("leftOut", out -> {
                for (Path.Cause cause : Path.Cause.values()) {
                    out.whole(cause.word(), path.leftOut().getOrDefault(cause, 0));
                }
            });
            json.objects("models", models.byName().entrySet(), (out, model) -> model(out, model, path));
        });
    }

    private static void model(JsonOut json, Map.Entry<String, Model> named, Path path) throws IOException {
        List<Credit> credits = named.getValue().credits(path);
        json.text("model", named.getKey());
        json.decimals("weights", credits.stream().map(Credit::weight).toList());
        json.objects("channels", byChannel(credits), (out, share) -> {
            ResolutionJson.channel(out, share.channel());
            out.decimal("weight", share.weight());
        });
        json.texts(
                "missing",
                named.getValue().missing(path).stream().map(Milestone::word).toList());
    }

    /** The sum of each channel's shares, the largest first; of equal ones the channel that came first. */
    private static List<Share> byChannel(List<Credit> credits) {
        Map<String, Share> byChannel = new LinkedHashMap<>();
        for (Credit credit : credits) {
            Channel channel = credit.touch().channel();
            byChannel.merge(
                    channel.id(),
                    new Share(channel, credit.weight()),
                    (some, more) -> new Share(some.channel(), some.weight().add(more.weight())));
        }
        List<Share> shares = new ArrayList<>(byChannel.values());
        shares.removeIf(share -> share.weight().signum() == 0);
        shares.sort(Comparator.comparing(Share::weight).reversed());
        return shares;
    }

    private record Share(Channel channel, BigDecimal weight) {}

    private static void touch(JsonOut json, Touch touch) throws IOException {
        EventId eventId = touch.eventId();
        json.text("touchedAt", touch.at().toString());
        json.text("eventId", eventId == null ? null : eventId.value());
        json.text("outcome", touch.outcome().word());
        ResolutionJson.source(json, touch.source());
        ResolutionJson.channel(json, touch.channel());
        json.text("mediumClass", touch.mediumClass());
        json.text("campaign", touch.campaign().name());
        json.flag("direct", Path.isDirect(touch));
    }

    private static void time(JsonOut json, String name, @Nullable Instant time) throws IOException {
        json.text(name, time == null ? null : time.toString());
    }

    private static BigDecimal days(long seconds) {
        return BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(SECONDS_A_DAY), 6, RoundingMode.HALF_UP);
    }
}
