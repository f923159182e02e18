package dev.headwater.http;

import dev.headwater.attribution.Costs;
import dev.headwater.attribution.Report;
import dev.headwater.attribution.ReportQuestion;
import dev.headwater.attribution.Reports;
import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.ReportCsv;
import dev.headwater.json.ReportJson;
import dev.headwater.rules.RuleSet;
import dev.headwater.touch.Touches;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** {@code /v1/reports}: over everybody, on a worker, few at a time and within a time. */
final class ReportsResource {
    static final List<String> FORMS = List.of(Reply.JSON, "text/csv");

    /** How many are made at one time: each reads the whole store. */
    static final int AT_ONCE = 2;

    private static final String RETRY_SECONDS = "10";

    private static final Problem TOO_LONG = Problem.of(
            ProblemType.REPORT_TOO_LONG,
            "There is more to read than can be read in the time that a report has. The command report has no such bound when it"
                    + " reads a folder that nobody serves.");

    private final Touches touches;
    private final Costs costs;
    private final RulesInForce rules;
    private final Clock clock;
    private final Duration longest;
    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * @param touches everybody
     * @param costs what was spent
     * @param rules tell the house's own models
     * @param clock tells the end of the period unless the caller does
     * @param longest how long one may take
     */
    ReportsResource(Touches touches, Costs costs, RulesInForce rules, Clock clock, Duration longest) {
        this.touches = touches;
        this.costs = costs;
        this.rules = rules;
        this.clock = clock;
        this.longest = longest;
    }

    /** Who gets the credit for the leads and conversions of a period, and what they cost. */
    void attribution(RoutingContext context) {
        HttpServerRequest request = context.request();
        RuleSet active = rules.active();
        if (active == null) {
            Reply.refuse(request, NoRules.PROBLEM);
            return;
        }
        List<Fault> faults = new ArrayList<>();
        ReportQuestion question =
                ReportQuery.read(context.queryParams(), active.catalog().attributionModels(), clock.instant(), faults);
        if (question == null) {
            BoundedBody.refuse(context.vertx(), request, Query.problem(faults));
        } else if (!places.tryAcquire()) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            Reply.refuse(
                    request,
                    Problem.of(ProblemType.TOO_BUSY, AT_ONCE + " reports are being made. Try again in some seconds."));
        } else {
            report(context, question);
        }
    }

    /**
     * Whoever asked is answered in time, whatever the store does meanwhile; the place is free when the store has let go. Both
     * happen on the request's own event loop, one after the other.
     */
    private void report(RoutingContext context, ReportQuestion question) {
        HttpServerRequest request = context.request();
        long end = System.nanoTime() + longest.toNanos();
        AtomicBoolean isAwaited = new AtomicBoolean(true);
        context.addEndHandler(overOrGone -> isAwaited.set(false));
        long timer = context.vertx().setTimer(Math.max(1, longest.toMillis()), late -> {
            if (isAwaited.getAndSet(false)) {
                Reply.refuse(request, TOO_LONG);
            }
        });
        String form = Negotiation.preferred(request, FORMS);
        context.vertx()
                .executeBlocking(
                        () -> answer(question, form, () -> isAwaited.get() && System.nanoTime() - end < 0), false)
                .onComplete(done -> {
                    places.release();
                    context.vertx().cancelTimer(timer);
                    if (!isAwaited.getAndSet(false)) {
                        return;
                    }
                    if (done.failed()) {
                        Deciding.refuse(context, done.cause());
                    } else {
                        done.result().send(request);
                    }
                });
    }

    private Answer answer(ReportQuestion question, String form, BooleanSupplier goOn) {
        Report report = Reports.over(touches, costs, question, goOn);
        if (report == null) {
            return new Answer(form, null);
        }
        boolean isJson = form.equals(Reply.JSON);
        return new Answer(
                isJson ? form : "text/csv; charset=utf-8; header=present",
                isJson ? ReportJson.write(report) : ReportCsv.write(report));
    }

    /** A report as it goes out; without a body where its time was up. */
    private record Answer(String form, byte @Nullable [] body) {
        void send(HttpServerRequest request) {
            if (body == null) {
                Reply.refuse(request, TOO_LONG);
            } else {
                Reply.send(request, 200, form, body);
            }
        }
    }
}
