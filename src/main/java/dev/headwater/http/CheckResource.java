package dev.headwater.http;

import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.RulesJson;
import dev.headwater.rules.LiveRules;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.SentFiles;
import dev.headwater.rules.SentFiles.NotTaken;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** {@code /v1/rules:check}: the flaws of rules that somebody sends. Nothing goes live, and nothing of it is kept. */
final class CheckResource {
    private static final String BASE = "base";
    private static final String RETRY_SECONDS = "5";

    private final RulesInForce rules;
    private final CheckBounds bounds;
    private final BoundedBody bodies;

    /** Free as soon as a check has really ended, which may be after its caller was told that it took too long. */
    private final Semaphore free;

    CheckResource(RulesInForce rules, CheckBounds bounds, BoundedBody bodies) {
        this.rules = rules;
        this.bounds = bounds;
        this.bodies = bodies;
        this.free = new Semaphore(bounds.atOnce());
    }

    /** What the files sent are laid over. */
    private enum Base {
        /** The rules in force: a workbook or two are checked with all the rest. */
        LIVE,
        /** Nothing: they are a whole folder. */
        NONE
    }

    void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<Fault> faults = new ArrayList<>();
        boolean isZip = SentBody.isZip(request);
        Base base = base(context.queryParams(), isZip ? Base.NONE : Base.LIVE, faults);
        if (!faults.isEmpty()) {
            BoundedBody.refuse(context.vertx(), request, Query.problem(faults));
            return;
        }
        String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
        bodies.receive(context, bounds.maxBody(), body -> check(context, base, () -> SentBody.read(type, isZip, body)));
    }

    private static Base base(MultiMap query, Base usual, List<Fault> faults) {
        Query.unknown(query, List.of(BASE), faults);
        String told = Query.single(query, BASE, faults);
        if (told == null) {
            return usual;
        }
        return Arrays.stream(Base.values())
                .filter(base -> base.name().equalsIgnoreCase(told))
                .findFirst()
                .orElseGet(() -> {
                    faults.add(new Fault(BASE, Query.quoted(told), "live or none"));
                    return usual;
                });
    }

    /** Takes the files out of a body. */
    private interface Reading {
        SentFiles files() throws NotTaken;
    }

    private void check(RoutingContext context, Base base, Reading reading) {
        HttpServerRequest request = context.request();
        if (!free.tryAcquire()) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            String detail = "As many checks are running as may at one time, " + bounds.atOnce() + ". Try again.";
            Reply.refuse(request, Problem.of(ProblemType.TOO_BUSY, detail));
            return;
        }
        Stoppable check = new Stoppable();
        long timer = context.vertx().setTimer(bounds.time().toMillis(), late -> {
            if (check.stop()) {
                String detail = "A check may take " + bounds.time().toMillis() + " ms.";
                Reply.refuse(request, Problem.of(ProblemType.CHECK_TOO_LONG, detail));
            }
        });
        context.vertx()
                .executeBlocking(
                        () -> {
                            try {
                                return check.run(() -> answer(base, reading));
                            } finally {
                                free.release();
                            }
                        },
                        false)
                .onComplete(done -> {
                    if (!check.isStopped()) {
                        context.vertx().cancelTimer(timer);
                        if (done.succeeded()) {
                            done.result().send(request);
                        } else {
                            context.fail(done.cause());
                        }
                    }
                });
    }

    /** What a caller gets; made on a worker, sent on its own event loop. */
    private interface Answer {
        void send(HttpServerRequest request);
    }

    private Answer answer(Base base, Reading reading) {
        RuleSet active = rules.active();
        Map<String, byte[]> live = active == null ? Map.of() : active.files();
        if (base == Base.LIVE && active == null) {
            return request -> Reply.refuse(request, NoRules.PROBLEM);
        }
        SentFiles sent;
        try {
            sent = reading.files();
        } catch (NotTaken e) {
            Problem problem = problem(e);
            return request -> Reply.refuse(request, problem);
        }
        Map<String, byte[]> files = base == Base.LIVE ? sent.over(live) : sent.alone();
        List<RulesJson.Sent> told = sent.places(base == Base.LIVE ? live : Map.of()).values().stream()
                .sorted()
                .map(key -> new RulesJson.Sent(key, change(live.get(key), files.get(key))))
                .toList();
        LiveRules.Checked checked = rules.check(files);
        byte[] json = RulesJson.checked(checked.fine(), checked.revision(), told, checked.flaws());
        return request -> Reply.send(request, 200, Reply.JSON, json);
    }

    private static String change(byte @Nullable [] before, byte @Nullable [] after) {
        return before == null ? "new" : Arrays.equals(before, after) ? "same" : "changed";
    }

    private static Problem problem(NotTaken why) {
        String message = String.valueOf(why.getMessage());
        if (why.limit() != null) {
            return Problem.pastLimit(ProblemType.BODY_TOO_LARGE, message, why.limit());
        }
        return why.file().isEmpty()
                ? Problem.of(ProblemType.NOT_RULES, message)
                : Problem.of(
                        ProblemType.NOT_RULES,
                        "One file cannot be taken, so none is.",
                        List.of(new Fault(why.file(), Query.quoted(why.file()), message)));
    }
}
