package dev.headwater.http;

import dev.headwater.json.ConversionJson;
import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.LeadId;
import dev.headwater.touch.Conversions;
import dev.headwater.touch.Converted;
import dev.headwater.touch.Touches;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code /v1/leads/{id}/conversions}: what became of a lead. */
final class ConversionsResource {
    private final Touches touches;
    private final Clock clock;
    private final BoundedBody bodies;
    private final Deciding deciding;

    /**
     * @param touches where conversions are kept, with the touches that led to them
     * @param deciding the threads that may wait for the store
     */
    ConversionsResource(Touches touches, Clock clock, BoundedBody bodies, Deciding deciding) {
        this.touches = touches;
        this.clock = clock;
        this.bodies = bodies;
        this.deciding = deciding;
    }

    /** Those that are kept, the earliest first. */
    void list(RoutingContext context, LeadId id) {
        if (Query.isNone(context)) {
            deciding.ask(
                    context,
                    () -> Optional.ofNullable(touches.conversions(id)),
                    kept -> kept.ifPresentOrElse(
                            known -> Reply.send(context.request(), 200, Reply.JSON, ConversionJson.write(id, known)),
                            () -> Reply.refuse(context.request(), HistoryResource.UNKNOWN_LEAD)));
        }
    }

    /** One more, once. */
    void add(RoutingContext context, LeadId id) {
        if (Query.isNone(context)) {
            bodies.receive(context, body -> {
                ConversionJson.Read read = ConversionJson.read(body);
                if (read instanceof ConversionJson.Read.Refused refused) {
                    Reply.refuse(context.request(), refused.why());
                } else if (read instanceof ConversionJson.Read.Told told) {
                    deciding.ask(
                            context,
                            () -> touches.convert(id, told.conversion(), clock.instant()),
                            converted -> reply(context, id, told, converted));
                }
            });
        }
    }

    private static void reply(RoutingContext context, LeadId id, ConversionJson.Read.Told told, Converted converted) {
        Conversion conversion = told.conversion();
        switch (converted) {
            case DONE, ALREADY ->
                Reply.send(
                        context.request(),
                        200,
                        Reply.JSON,
                        ConversionJson.told(id, conversion, converted == Converted.ALREADY, told.unknown()));
            case ANOTHER -> Reply.refuse(context.request(), reused());
            case TOO_OLD -> Reply.refuse(context.request(), tooOld(conversion));
            case FULL -> Reply.refuse(context.request(), full());
            case UNKNOWN -> Reply.refuse(context.request(), HistoryResource.UNKNOWN_LEAD);
        }
    }

    private static Problem reused() {
        return Problem.of(
                ProblemType.CONVERSION_REUSED,
                "A conversion of this lead is kept under the same conversionId, and it differs from this one. Send a retry"
                        + " unchanged; to correct it, delete it first.");
    }

    private static Problem tooOld(Conversion conversion) {
        return ConversionJson.problem(List.of(new Fault(
                "/occurredAt",
                conversion.at().toString(),
                "a time within the age to which touches are kept; of what led to earlier ones nothing is known")));
    }

    private static Problem full() {
        return Problem.of(
                ProblemType.TOO_MANY_CONVERSIONS, "Of one lead " + Conversions.MAX_LENGTH + " conversions are kept.");
    }

    /** Takes one away that was told by mistake; nothing says whether there was one. */
    void takeBack(RoutingContext context, List<String> names) {
        if (!Query.isNone(context)) {
            return;
        }
        LeadId lead;
        ConversionId id;
        try {
            lead = new LeadId(names.get(0));
            id = new ConversionId(names.get(1));
        } catch (IllegalArgumentException e) {
            Reply.nothing(context.request());
            return;
        }
        deciding.ask(context, () -> touches.takeBack(lead, id), taken -> Reply.nothing(context.request()));
    }
}
