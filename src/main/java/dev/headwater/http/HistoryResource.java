package dev.headwater.http;

import static java.util.Objects.requireNonNull;

import dev.headwater.attribution.Path;
import dev.headwater.json.AttributionJson;
import dev.headwater.json.Fault;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.MergeJson;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.Reading;
import dev.headwater.json.TouchesJson;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.VisitorId;
import dev.headwater.rules.RuleSet;
import dev.headwater.touch.Conversions;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.Merge;
import dev.headwater.touch.TouchHistory;
import dev.headwater.touch.Touches;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@code /v1/leads/{id}}: what is kept of one lead's touches. */
final class HistoryResource {
    /** What is told of a lead that nothing is kept of. */
    static final Problem UNKNOWN_LEAD = Problem.of(
            ProblemType.UNKNOWN_LEAD,
            "No touch of a lead of this name is kept: none was recorded under this leadId, or it is too long ago.");

    private static final Problem UNKNOWN_VISITOR = Problem.of(
            ProblemType.UNKNOWN_LEAD,
            "No touch of a visitor of this name is kept: none was recorded under this visitorId, or it is too long ago.");

    private static final Problem ONE_OF_TWO = Problem.of(
            ProblemType.NOT_A_LEAD,
            "Say who turned out to be this lead.",
            List.of(new Fault("", "not one of visitorId and leadId", "either visitorId or leadId")));

    private final Touches touches;
    private final RulesInForce rules;
    private final Clock clock;
    private final BoundedBody bodies;
    private final Deciding deciding;

    /**
     * @param touches where histories are kept
     * @param rules tell the house's own attribution models
     * @param clock tells when a merge is told, and for when credit is shared unless the caller does
     * @param deciding the threads that may wait for the store
     */
    HistoryResource(Touches touches, RulesInForce rules, Clock clock, BoundedBody bodies, Deciding deciding) {
        this.touches = touches;
        this.rules = rules;
        this.clock = clock;
        this.bodies = bodies;
        this.deciding = deciding;
    }

    /** The touches that are kept, the earliest first. */
    void touches(RoutingContext context, LeadId id) {
        touches(context, (Person) id);
    }

    /** The same of a visitor; where they have become a lead, the lead's. */
    void touchesOfVisitor(RoutingContext context, LeadId named) {
        touches(context, new VisitorId(named.value()));
    }

    private void touches(RoutingContext context, Person person) {
        if (hasNoQuery(context)) {
            answer(context, person, history -> TouchesJson.write(person, history));
        }
    }

    /** Who gets the credit, under one attribution model or several side by side. */
    void attribution(RoutingContext context, LeadId id) {
        attribution(context, (Person) id);
    }

    /** The same for a visitor; where they have become a lead, for the lead. */
    void attributionOfVisitor(RoutingContext context, LeadId named) {
        attribution(context, new VisitorId(named.value()));
    }

    private void attribution(RoutingContext context, Person person) {
        RuleSet active = rules.active();
        if (active == null) {
            Reply.refuse(context.request(), NoRules.PROBLEM);
            return;
        }
        List<Fault> faults = new ArrayList<>();
        AttributionQuery query =
                AttributionQuery.read(context.queryParams(), active.catalog().attributionModels(), faults);
        if (!faults.isEmpty()) {
            BoundedBody.refuse(context.vertx(), context.request(), Query.problem(faults));
            return;
        }
        Instant until = query.asOf() == null ? clock.instant() : query.asOf();
        answer(context, person, history -> {
            Path path = Path.of(history, query.rules(), until, query.milestones());
            return AttributionJson.write(person, path, query.rules(), query.models(), history.total());
        });
    }

    private void answer(RoutingContext context, Person person, Function<TouchHistory, byte[]> json) {
        ask(context, () -> touches.recent(person), history -> {
            if (history.total() == 0) {
                Reply.refuse(context.request(), person instanceof LeadId ? UNKNOWN_LEAD : UNKNOWN_VISITOR);
            } else {
                Reply.send(context.request(), 200, Reply.JSON, json.apply(history));
            }
        });
    }

    /** A visitor's touches, or another lead's, become this lead's. */
    void merge(RoutingContext context, LeadId into) {
        if (hasNoQuery(context)) {
            bodies.receive(context, body -> merge(context, into, LeadContextJson.read(body)));
        }
    }

    private void merge(RoutingContext context, LeadId into, Reading reading) {
        if (reading instanceof Reading.NotJson notJson) {
            Reply.refuse(context.request(), Problem.of(notJson));
        } else if (reading instanceof Reading.NotALead notALead) {
            Reply.refuse(context.request(), Problem.of(notALead));
        } else if (reading instanceof Reading.Lead told) {
            LeadId lead = told.lead().leadId();
            VisitorId visitor = told.lead().visitorId();
            if ((lead == null) == (visitor == null)) {
                Reply.refuse(context.request(), ONE_OF_TWO);
                return;
            }
            Person from = lead == null ? requireNonNull(visitor) : lead;
            ask(
                    context,
                    () -> merged(into, from),
                    merged -> Reply.send(context.request(), 200, Reply.JSON, MergeJson.write(into, from, merged)));
        }
    }

    private MergeJson.Merged merged(LeadId into, Person from) {
        return new MergeJson.Merged(touches.merge(from, into, clock.instant()), touches.recent(into));
    }

    /** A person and all that is kept of them is forgotten; nothing is left that could say whether they were known. */
    void forget(RoutingContext context, LeadId id) {
        forget(context, (Person) id);
    }

    /** The same for somebody who never became a lead. */
    void forgetVisitor(RoutingContext context, LeadId named) {
        forget(context, new VisitorId(named.value()));
    }

    private void forget(RoutingContext context, Person person) {
        if (hasNoQuery(context)) {
            ask(context, () -> touches.forget(person), known -> Reply.nothing(context.request()));
        }
    }

    private <T> void ask(RoutingContext context, Callable<T> question, Consumer<T> reply) {
        deciding.ask(context, question, result -> reply(context, result, reply));
    }

    private static <T> void reply(RoutingContext context, T result, Consumer<T> reply) {
        if (result instanceof MergeJson.Merged merged && merged.how() == Merge.TAKEN) {
            Reply.refuse(
                    context.request(),
                    Problem.of(
                            ProblemType.CANNOT_MERGE,
                            "This visitor is another lead already. If both leads are one person, merge that lead into this one"
                                    + " by its leadId."));
        } else if (result instanceof MergeJson.Merged merged && merged.how() == Merge.FULL) {
            Reply.refuse(
                    context.request(),
                    Problem.of(
                            ProblemType.CANNOT_MERGE,
                            "As many as " + Dossier.MAX_JOINED
                                    + " visitors and leads have become this lead already, or both"
                                    + " together have more than " + Conversions.MAX_LENGTH + " conversions."));
        } else {
            reply.accept(result);
        }
    }

    private static boolean hasNoQuery(RoutingContext context) {
        return Query.isNone(context);
    }
}
