package dev.headwater.http;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.TouchesJson;
import dev.headwater.lead.LeadId;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import dev.headwater.touch.Touches.HistoryUnavailable;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code /v1/leads/{id}}: what is kept of one lead's touches. */
final class HistoryResource {
    /** What is told of a lead that nothing is kept of. */
    static final Problem UNKNOWN_LEAD = Problem.of(
            ProblemType.UNKNOWN_LEAD,
            "No touch of a lead of this name is kept: none was recorded under this leadId, or it is too long ago.");

    private final Touches touches;
    private final DecideOn readOn;

    /**
     * @param touches where histories are kept
     * @param readOn the threads that read them
     */
    HistoryResource(Touches touches, DecideOn readOn) {
        this.touches = touches;
        this.readOn = readOn;
    }

    /** The touches that are kept, the earliest first. */
    void touches(RoutingContext context, LeadId id) {
        List<Fault> faults = new ArrayList<>();
        Query.unknown(context.queryParams(), List.of(), faults);
        if (!faults.isEmpty()) {
            BoundedBody.refuse(context.vertx(), context.request(), Query.problem(faults));
            return;
        }
        answer(context, id, history -> TouchesJson.write(id, history));
    }

    private void answer(RoutingContext context, LeadId id, Function<TouchHistory, byte[]> json) {
        recent(context, id).onComplete(read -> {
            if (read.cause() instanceof HistoryUnavailable) {
                context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
                Reply.refuse(
                        context.request(),
                        Problem.of(ProblemType.HISTORY_UNAVAILABLE, "Try again; leads are resolved meanwhile."));
            } else if (read.failed()) {
                context.fail(read.cause());
            } else if (read.result().total() == 0) {
                Reply.refuse(context.request(), UNKNOWN_LEAD);
            } else {
                Reply.send(context.request(), 200, Reply.JSON, json.apply(read.result()));
            }
        });
    }

    private Future<TouchHistory> recent(RoutingContext context, LeadId id) {
        return switch (readOn) {
            case EVENT_LOOPS -> {
                try {
                    yield Future.succeededFuture(touches.recent(id));
                } catch (HistoryUnavailable e) {
                    yield Future.failedFuture(e);
                }
            }
            case WORKERS -> context.vertx().executeBlocking(() -> touches.recent(id), false);
        };
    }
}
