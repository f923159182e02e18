package dev.headwater.http;

import dev.headwater.json.BatchJson;
import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.Reading;
import dev.headwater.resolver.Told;
import dev.headwater.rules.RuleSet;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/leads:batchResolve}: where many leads come from, all of them under the rules that are in force when the batch
 * begins.
 */
final class BatchResource {
    /** The forms of an answer; which is usual depends on that of the question. */
    static final List<String> FORMS = List.of(Reply.JSON, BatchAnswers.LINES);

    private static final List<String> FORMS_OF_LINES = List.of(BatchAnswers.LINES, Reply.JSON);

    private final LeadsResource single;
    private final RulesInForce rules;
    private final BoundedBody bodies;
    private final BatchBounds bounds;
    private final Crowd batches;
    private final Metrics.Batches measured;

    /**
     * @param single answers each lead
     * @param batches those that are being answered
     */
    BatchResource(
            LeadsResource single,
            RulesInForce rules,
            BoundedBody bodies,
            BatchBounds bounds,
            Crowd batches,
            Metrics.Batches measured) {
        this.single = single;
        this.rules = rules;
        this.bodies = bodies;
        this.bounds = bounds;
        this.batches = batches;
        this.measured = measured;
    }

    /** Lead contexts in, a resolution or a refusal of each out. */
    void resolve(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<Fault> faults = new ArrayList<>();
        LeadQuery query = LeadQuery.read(context.queryParams(), faults);
        RuleSet active = rules.active();
        Problem refusal = refusal(request, query, active, faults);
        if (refusal != null || active == null) {
            BoundedBody.refuse(context.vertx(), request, refusal == null ? NoRules.PROBLEM : refusal);
        } else if (Negotiation.isLines(request)) {
            if (bodies.admits(context) && mayBegin(context)) {
                BoundedBody.goOn(request);
                Leads.OfLines lines = new Leads.OfLines(request, bounds.maxLine());
                begin(context, lines, Negotiation.preferred(request, FORMS_OF_LINES), query, active);
            }
        } else {
            bodies.receive(context, bounds.maxBody(), body -> array(context, body, query, active));
        }
    }

    private @Nullable Problem refusal(
            HttpServerRequest request, LeadQuery query, @Nullable RuleSet active, List<Fault> faults) {
        if (active != null && faults.isEmpty()) {
            faults.addAll(query.unknownProfiles(active));
        }
        if (!faults.isEmpty()) {
            return Query.problem(faults);
        }
        if (active == null) {
            return NoRules.PROBLEM;
        }
        return request.headers().contains(IdempotencyKey.NAME) ? IdempotencyKey.OF_MANY : null;
    }

    private void array(RoutingContext context, byte[] body, LeadQuery query, RuleSet active) {
        HttpServerRequest request = context.request();
        BatchJson.Batch batch = BatchJson.read(body, bounds.maxLeads());
        if (batch instanceof BatchJson.Batch.Refused refused) {
            Reply.refuse(request, refused.problem());
        } else if (batch instanceof BatchJson.Batch.Leads leads && mayBegin(context)) {
            begin(context, Leads.of(leads.items()), Negotiation.preferred(request, FORMS), query, active);
        }
    }

    private boolean mayBegin(RoutingContext context) {
        if (batches.enter()) {
            return true;
        }
        context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        BoundedBody.refuse(
                context.vertx(),
                context.request(),
                Problem.pastLimit(
                        ProblemType.TOO_MANY_BATCHES,
                        "So many batches are being answered already: " + batches.most() + ". Try again in a second.",
                        batches.most()));
        return false;
    }

    private void begin(RoutingContext context, Leads leads, String form, LeadQuery query, RuleSet active) {
        BatchAnswers answers = new BatchAnswers(context.request(), form.equals(BatchAnswers.LINES));
        LeadBatch.Line line = (index, reading) -> decide(context, index, reading, query, active);
        new LeadBatch(context, leads, answers, line, bounds.idleTime(), measured, batches::leave).begin();
    }

    private Future<byte[]> decide(
            RoutingContext context, long index, Reading.Lead reading, LeadQuery query, RuleSet active) {
        return single.tell(context, query, active, reading, reading.lead()).map(told -> member(index, told));
    }

    private static byte[] member(long index, Told told) {
        if (told instanceof Told.First first) {
            return BatchJson.answer(index, false, first.body());
        }
        if (told instanceof Told.Again again) {
            return BatchJson.answer(index, true, again.body());
        }
        return BatchJson.refusal(index, LeadsResource.reused((Told.Another) told));
    }
}
