package dev.headwater.http;

import dev.headwater.access.Role;
import dev.headwater.json.Fault;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.Reading;
import dev.headwater.json.ResolutionJson;
import dev.headwater.lead.LeadContext;
import dev.headwater.resolver.Answer;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.resolver.Told;
import dev.headwater.rules.RuleSet;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/leads}: where leads come from. */
final class LeadsResource {
    /** Tells an answer given again from one given for the first time. */
    private static final String REPLAYED = "Idempotent-Replayed";

    /** The refusal of a contact that was told before in other words, for those who are not to know when. */
    private static final Problem REUSED = Problem.of(
            ProblemType.EVENT_REUSED,
            "Another contact of this person was told under the same eventId (or Idempotency-Key).");

    private final SourceResolver resolver;
    private final RulesInForce rules;
    private final Clock clock;
    private final BoundedBody bodies;
    private final Deciding deciding;
    private final HistoryCounts counts;
    private final Metrics metrics;

    LeadsResource(
            SourceResolver resolver,
            RulesInForce rules,
            Clock clock,
            BoundedBody bodies,
            Deciding deciding,
            HistoryCounts counts,
            Metrics metrics) {
        this.resolver = resolver;
        this.rules = rules;
        this.clock = clock;
        this.bodies = bodies;
        this.deciding = deciding;
        this.counts = counts;
        this.metrics = metrics;
    }

    /** One lead context in, one resolution out. */
    void resolve(RoutingContext context) {
        List<Fault> faults = new ArrayList<>();
        // Nearly all leads come without one, and for those nothing is decoded and looked through.
        String asked = context.request().query();
        LeadQuery query = asked == null || asked.isEmpty() ? LeadQuery.USUAL : LeadQuery.read(queryOf(context), faults);
        if (!faults.isEmpty()) {
            BoundedBody.refuse(context.vertx(), context.request(), Query.problem(faults));
            return;
        }
        bodies.receive(context, body -> Cohort.next(context, () -> read(context, query, body)));
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

    private void answer(RoutingContext context, LeadQuery query, Reading.Lead reading) {
        RuleSet active = rules.active();
        if (active == null) {
            Reply.refuse(context.request(), NoRules.PROBLEM);
            return;
        }
        List<Fault> unknown = query.unknownProfiles(active);
        if (!unknown.isEmpty()) {
            Reply.refuse(context.request(), Query.problem(unknown));
            return;
        }
        LeadContext lead = IdempotencyKey.name(
                context.request(), reading.lead(), problem -> Reply.refuse(context.request(), problem));
        if (lead == null) {
            return;
        }
        tell(context, query, active, reading, lead)
                .onSuccess(told -> Cohort.next(context, () -> reply(context, told)))
                .onFailure(context::fail);
    }

    /**
     * Decides one lead, on the threads that are meant for it.
     *
     * @param active the rules to decide by, whatever goes live meanwhile
     * @param reading what was told
     * @param lead the lead of that, under the name that its request gives it
     */
    Future<Told> tell(RoutingContext context, LeadQuery query, RuleSet active, Reading.Lead reading, LeadContext lead) {
        Instant now = query.asOf() == null ? clock.instant() : query.asOf();
        Function<Answer, byte[]> form = answer -> ResolutionJson.write(answer, query.explain(), reading.unknown());
        String trace = Trace.idOf(context);
        SourceResolver line = resolver.under(active).alongside(query.profiles()).traced(trace);
        return deciding.ask(
                        context.vertx(),
                        lead,
                        Trace.named(
                                trace,
                                () -> Given.by(
                                        form, seen -> line.tell(lead, now, query.explain(), query.record(), seen))),
                        Trace.named(
                                trace,
                                () -> Given.by(
                                        form, seen -> line.tellWithoutHistory(lead, now, query.explain(), seen))))
                .map(given -> {
                    count(given, query.record() && lead.person() != null);
                    return given.told();
                });
    }

    /**
     * What goes out. Of a decision that came too late there is another, that went out in its place; so nothing is counted while
     * it is taken.
     *
     * @param answer what was decided for it; null where an earlier answer goes out again
     */
    private record Given(Told told, @Nullable Answer answer) {
        /** @param line tells, writing its answer in the form that it is given */
        static Given by(Function<Answer, byte[]> form, Function<Function<Answer, byte[]>, Told> line) {
            @Nullable Answer[] decided = new @Nullable Answer[1];
            Told told = line.apply(answer -> {
                decided[0] = answer;
                return form.apply(answer);
            });
            return new Given(told, decided[0]);
        }
    }

    private void count(Given given, boolean toBeRecorded) {
        Answer answer = given.answer();
        if (answer != null) {
            metrics.decided(answer.resolution());
            counts.answered(answer.history().available(), answer.history().recorded(), toBeRecorded);
        }
        if (given.told() instanceof Told.Again) {
            counts.answeredAgain();
        }
    }

    /** Whoever may tell and not ask learns that it was taken, and nothing that rests on what was known before. */
    private static void reply(RoutingContext context, Told told) {
        HttpServerRequest request = context.request();
        boolean mayKnow = Guard.caller(context).may(Role.RESOLVE);
        if (!mayKnow) {
            if (told instanceof Told.Another) {
                Reply.refuse(request, REUSED);
            } else {
                Reply.nothing(request);
            }
        } else if (told instanceof Told.First first) {
            Reply.send(request, 200, Reply.JSON, first.body());
        } else if (told instanceof Told.Again again) {
            request.response().putHeader(REPLAYED, "true");
            Reply.send(request, 200, Reply.JSON, again.body());
        } else if (told instanceof Told.Another another) {
            Reply.refuse(request, reused(another));
        }
    }

    /** Why a contact that was told before in other words is refused. */
    static Problem reused(Told.Another another) {
        return Problem.of(
                ProblemType.EVENT_REUSED,
                "At " + another.at()
                        + " this person's contact of the same eventId (or Idempotency-Key) was told"
                        + " in other words. Send a retry unchanged, and give each contact an ID of its own.");
    }

    /** The query, decoded; what cannot be decoded is refused as a bad request before it comes here. */
    private static MultiMap queryOf(RoutingContext context) {
        return context.queryParams();
    }
}
