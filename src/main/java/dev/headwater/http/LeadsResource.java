package dev.headwater.http;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.json.Fault;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Problem;
import dev.headwater.json.Reading;
import dev.headwater.json.ResolutionJson;
import dev.headwater.resolver.Answer;
import dev.headwater.resolver.SourceResolver;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code /v1/leads}: where leads come from. */
final class LeadsResource {
    private final SourceResolver resolver;
    private final RulesInForce rules;
    private final Clock clock;
    private final BoundedBody bodies;
    private final DecideOn decideOn;

    LeadsResource(SourceResolver resolver, RulesInForce rules, Clock clock, BoundedBody bodies, DecideOn decideOn) {
        this.resolver = resolver;
        this.rules = rules;
        this.clock = clock;
        this.bodies = bodies;
        this.decideOn = decideOn;
    }

    /** One lead context in, one resolution out. */
    void resolve(RoutingContext context) {
        List<Fault> faults = new ArrayList<>();
        LeadQuery query = LeadQuery.read(queryOf(context), faults);
        if (!faults.isEmpty()) {
            BoundedBody.refuse(context.vertx(), context.request(), Query.problem(faults));
            return;
        }
        bodies.receive(context, body -> read(context, query, body));
    }

    private void read(RoutingContext context, LeadQuery query, byte[] body) {
        Reading reading = LeadContextJson.read(body);
        if (reading instanceof Reading.Lead lead) {
            answer(context, query, lead);
        } else if (reading instanceof Reading.NotALead notALead) {
            Reply.refuse(context.request(), Problem.of(notALead));
        } else if (reading instanceof Reading.NotJson notJson) {
            Reply.refuse(context.request(), Problem.of(notJson));
        }
    }

    private void answer(RoutingContext context, LeadQuery query, Reading.Lead lead) {
        if (rules.active() == null) {
            Reply.refuse(context.request(), NoRules.PROBLEM);
            return;
        }
        Instant now = query.asOf() == null ? clock.instant() : query.asOf();
        decide(context, query, lead, now)
                .onSuccess(answer -> Reply.send(
                        context.request(),
                        200,
                        Reply.JSON,
                        ResolutionJson.write(answer, query.explain(), lead.unknown())))
                .onFailure(context::fail);
    }

    private Future<Answer> decide(RoutingContext context, LeadQuery query, Reading.Lead lead, Instant now) {
        return switch (decideOn) {
            case EVENT_LOOPS ->
                Future.succeededFuture(resolver.resolve(lead.lead(), now, query.explain(), query.record()));
            case WORKERS ->
                context.vertx()
                        .executeBlocking(
                                () -> resolver.resolve(lead.lead(), now, query.explain(), query.record()), false);
        };
    }

    /** The query, decoded; what cannot be decoded is refused as a bad request before it comes here. */
    private static MultiMap queryOf(RoutingContext context) {
        return context.queryParams();
    }
}
