package dev.headwater.http;

import dev.headwater.access.Access;
import dev.headwater.access.Role;
import dev.headwater.attribution.Costs;
import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.lead.LeadId;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.touch.Touches;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Every call there is, and what becomes of a request that is none of them. */
public final class Routes {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    /** Health, metrics and documents are answered however much there is to do. */
    private static final String BOUNDED = "/v1/";

    private final List<Call> calls;
    private final HttpBounds bounds;
    private final Guard guard;
    private final CrossOrigin crossOrigin;
    private volatile BooleanSupplier away = () -> false;
    private volatile boolean stopping;
    private final HistoryCounts counts = new HistoryCounts();
    private final Metrics metrics;
    private final Crowd connections;
    private final Crowd inFlight;
    private final Metrics.Route strangers;

    /** Calls that everybody may make. */
    public Routes(
            SourceResolver resolver,
            Touches touches,
            RulesInForce rules,
            Clock clock,
            DecideOn decideOn,
            HttpBounds bounds) {
        this(resolver, touches, rules, clock, decideOn, bounds, Access.OPEN);
    }

    /**
     * @param resolver answers where a lead came from
     * @param touches the histories that it keeps
     * @param rules the rules that it answers by
     * @param clock tells when a lead is asked about, unless the caller does
     * @param decideOn the threads that decide
     * @param bounds what a caller may cost
     * @param access who may call
     */
    public Routes(
            SourceResolver resolver,
            Touches touches,
            RulesInForce rules,
            Clock clock,
            DecideOn decideOn,
            HttpBounds bounds,
            Access access) {
        this(resolver, touches, rules, clock, decideOn, bounds, access, Reporting.with(Costs.onTheHeap()), () -> 0);
    }

    /**
     * @param reporting what reports are made of besides histories
     * @param unlogged how many decisions the decision log lacks
     */
    public Routes(
            SourceResolver resolver,
            Touches touches,
            RulesInForce rules,
            Clock clock,
            DecideOn decideOn,
            HttpBounds bounds,
            Access access,
            Reporting reporting,
            LongSupplier unlogged) {
        this.bounds = bounds;
        this.guard = new Guard(access);
        this.crossOrigin = new CrossOrigin(access.origins());
        this.metrics = new Metrics(rules, counts, touches.times(), clock, unlogged);
        this.strangers = metrics.route("any", "none");
        this.inFlight = new Crowd(bounds.maxInFlight());
        BoundedBody bodies = new BoundedBody(bounds, inFlight);
        Deciding deciding = new Deciding(decideOn, bounds.historyTime(), touches);
        LeadsResource leads = new LeadsResource(resolver, rules, clock, bodies, deciding, counts, metrics);
        this.connections = new Crowd(bounds.maxConnections());
        metrics.inside("http.server.connections.open", "Connections that are open", connections);
        metrics.inside("http.server.requests.in.flight", "Requests under /v1/ that are being answered", inFlight);
        Crowd open = new Crowd(bounds.batch().maxBatches());
        BatchResource batches = new BatchResource(leads, rules, bodies, bounds.batch(), open, metrics.batches(open));
        HistoryResource histories = new HistoryResource(touches, rules, clock, bodies, deciding);
        ConversionsResource conversions = new ConversionsResource(touches, clock, bodies, deciding);
        CostsResource costs = new CostsResource(reporting.costs(), clock, bodies, deciding);
        ReportsResource reports = new ReportsResource(touches, reporting.costs(), rules, clock, reporting.longest());
        HealthResource health = new HealthResource(rules, () -> stopping, () -> away.getAsBoolean());
        RulesResource inForce = new RulesResource(rules);
        TablesResource tables = new TablesResource(rules);
        CheckResource checks = new CheckResource(rules, rules.checkBounds(), bodies);
        OpenApiDocument openApi = new OpenApiDocument();
        ReadingPage reading = new ReadingPage();
        StaticFile script = new StaticFile(
                "/browser/headwater.js", "text/javascript; charset=utf-8", StaticFile.Loads.INTO_OTHER_SITES);
        this.calls = List.of(
                Call.post(Role.TELL, "/v1/leads:resolve", leads::resolve),
                new Call(
                        HttpMethod.POST,
                        Role.RESOLVE,
                        "/v1/leads:batchResolve",
                        BatchResource.FORMS,
                        Negotiation::batchBody,
                        batches::resolve),
                Call.get(Role.READ, "/v1/leads/{id}/touches", Reply.JSON, histories::touches),
                Call.get(Role.READ, "/v1/leads/{id}/attribution", Reply.JSON, histories::attribution),
                Call.get(Role.READ, "/v1/visitors/{id}/touches", Reply.JSON, histories::touchesOfVisitor),
                Call.get(Role.READ, "/v1/visitors/{id}/attribution", Reply.JSON, histories::attributionOfVisitor),
                Call.get(Role.READ, "/v1/leads/{id}/conversions", Reply.JSON, conversions::list),
                Call.post(Role.EDIT, "/v1/leads/{id}/conversions", conversions::add),
                Call.delete(Role.EDIT, "/v1/leads/{id}/conversions/{conversionId}", conversions::takeBack),
                Call.post(Role.EDIT, "/v1/leads/{id}:merge", histories::merge),
                Call.delete(Role.ADMIN, "/v1/leads/{id}", histories::forget),
                Call.delete(Role.ADMIN, "/v1/visitors/{id}", histories::forgetVisitor),
                Call.get(Role.READ, "/v1/costs", Reply.JSON, costs::list),
                Call.post(Role.EDIT, "/v1/costs", Negotiation::jsonOrCsvBody, costs::put),
                Call.get(Role.READ, "/v1/reports/attribution", ReportsResource.FORMS, reports::attribution),
                Call.get(Role.READ, "/v1/rules", Reply.JSON, inForce::show),
                Call.get(Role.READ, "/v1/rules/tables/{name}", TableForm.mediaTypes(), tables::show),
                Call.get(Role.READ, "/v1/rules/tables/{profile}/{name}", TableForm.mediaTypes(), tables::show),
                Call.post(Role.EDIT, "/v1/rules:check", SentBody::refusal, checks::check),
                Call.get(Role.OPEN, "/health/live", Reply.JSON, health::live),
                Call.get(Role.OPEN, "/health/ready", Reply.JSON, health::ready),
                Call.get(access.metrics(), "/metrics", Metrics.TEXT, metrics::show),
                Call.get(Role.OPEN, "/openapi.yaml", Reply.YAML, openApi::show),
                Call.get(Role.OPEN, "/docs", ReadingPage.HTML, reading::show),
                Call.get(Role.OPEN, "/docs/{part}", ReadingPage.PART_TYPES, reading::part),
                Call.get(Role.OPEN, "/headwater.js", script.mediaType(), script::show));
    }

    /**
     * Tells, with all else that is counted, how a cluster is.
     *
     * @param members how many processes keep histories together, this one included; 0 while it has left the others, and is
     *     not ready
     * @param settled whether any one of them may be lost
     */
    public void watchCluster(IntSupplier members, BooleanSupplier settled) {
        metrics.watchCluster(members, settled);
        away = () -> members.getAsInt() == 0;
    }

    /**
     * Tells, with all else that is counted, how the disk of the histories is.
     *
     * @param bytes how many they have
     * @param givenUp how many entries were given up, to have no more than they may
     * @param writing whether the disk took the last write
     */
    public void watchDisk(LongSupplier bytes, LongSupplier givenUp, BooleanSupplier writing) {
        metrics.watchDisk(bytes, givenUp, writing);
    }

    /** How often histories were not what they should be. */
    public HistoryCounts counts() {
        return counts;
    }

    /** Connections that are open. */
    Crowd connections() {
        return connections;
    }

    /** All calls, in the order in which they are looked for: a path that another one's name would cover stands above it. */
    List<Call> calls() {
        return calls;
    }

    /** From now on it is not ready, and connections end with the answer that is under way on each. */
    void stop() {
        stopping = true;
    }

    /** A router for one event loop. */
    Router router(Vertx vertx, Connections watching) {
        Router router = Router.router(vertx);
        router.route().handler(Trace::enter);
        router.route().handler(context -> {
            if (watching.asked(context)) {
                strangers.measure(context);
                BoundedBody.tooBusy(context, "Too many connections are open.", true);
            } else {
                context.next();
            }
        });
        byPath().forEach((path, here) -> {
            PathTemplate template = new PathTemplate(path);
            String allowed = allowed(here);
            for (Call call : here) {
                serve(call, call.method(), route(router, template, call.method()));
                if (call.method() == HttpMethod.GET) {
                    serve(call, HttpMethod.HEAD, route(router, template, HttpMethod.HEAD));
                }
            }
            route(router, template, HttpMethod.OPTIONS).handler(context -> {
                context.response().putHeader(HttpHeaders.ALLOW, allowed);
                crossOrigin.preflight(context.request(), here);
                Reply.nothing(context.request());
            });
            route(router, template, null).handler(context -> {
                strangers.measure(context);
                context.response().putHeader(HttpHeaders.ALLOW, allowed);
                String detail = "Allowed here: " + allowed + ".";
                BoundedBody.refuse(vertx, context.request(), Problem.of(ProblemType.METHOD_NOT_ALLOWED, detail));
            });
        });
        router.route().handler(context -> {
            strangers.measure(context);
            notFound(context);
        });
        router.errorHandler(404, Routes::notFound);
        router.errorHandler(400, Routes::badRequest);
        router.errorHandler(500, Routes::ours);
        return router;
    }

    /** What becomes of a request that could not even be parsed. The server closes the connection with the answer. */
    Handler<HttpServerRequest> unparsable() {
        return request -> {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            Reply.refuse(request, unparsable(request.decoderResult().cause()));
        };
    }

    private Problem unparsable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            String detail = "The request line may have " + bounds.maxLine() + " bytes.";
            return Problem.pastLimit(ProblemType.URI_TOO_LONG, detail, bounds.maxLine());
        }
        if (cause instanceof TooLongHttpHeaderException) {
            String detail = "All headers together may have " + bounds.maxHeaders() + " bytes.";
            return Problem.pastLimit(ProblemType.HEADERS_TOO_LARGE, detail, bounds.maxHeaders());
        }
        if (cause instanceof Framing.UnknownVersion) {
            return Problem.of(ProblemType.UNKNOWN_HTTP_VERSION, "HTTP/1.1 and HTTP/1.0 are spoken here.");
        }
        return Problem.of(ProblemType.BAD_REQUEST, "The request cannot be read as HTTP/1.1.");
    }

    private Map<String, List<Call>> byPath() {
        Map<String, List<Call>> byPath = new LinkedHashMap<>();
        for (Call call : calls) {
            byPath.merge(
                    call.path(),
                    List.of(call),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
        return byPath;
    }

    private static Route route(Router router, PathTemplate template, @Nullable HttpMethod method) {
        String pattern = template.pattern();
        Route route = method == null ? router.routeWithRegex(pattern) : router.routeWithRegex(method, pattern);
        return route.useNormalizedPath(!template.hasName());
    }

    private static String allowed(List<Call> calls) {
        TreeSet<String> methods = new TreeSet<>(List.of("OPTIONS"));
        for (Call call : calls) {
            methods.add(call.method().name());
            if (call.method() == HttpMethod.GET) {
                methods.add("HEAD");
            }
        }
        return String.join(", ", methods);
    }

    private void serve(Call call, HttpMethod method, Route route) {
        Metrics.Route measured = metrics.route(method.name(), call.path());
        route.handler(context -> {
            measured.measure(context);
            serve(call, context);
        });
    }

    /** Who may not make the call learns nothing else of it. */
    private void serve(Call call, RoutingContext context) {
        HttpServerRequest request = context.request();
        if (stopping) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        crossOrigin.answer(request, call);
        Guard.Entry entry = guard.enter(request, call.role());
        if (entry instanceof Guard.Entry.Barred barred) {
            request.response().putHeader("WWW-Authenticate", barred.challenge());
            BoundedBody.refuse(context.vertx(), request, barred.problem());
            return;
        }
        Guard.enters(context, ((Guard.Entry.Free) entry).caller());
        Problem refusal = call.refusal(request);
        if (call.path().startsWith(BOUNDED) && !mayBeAnswered(call, context)) {
            BoundedBody.tooBusy(context, BoundedBody.TOO_MANY, false);
        } else if (refusal != null) {
            BoundedBody.refuse(context.vertx(), request, refusal);
        } else {
            call.handler().handle(context);
        }
    }

    /** One that sends a body takes its place when the body is there: whoever sends slowly keeps nobody else out. */
    private boolean mayBeAnswered(Call call, RoutingContext context) {
        return call.method() == HttpMethod.POST ? !inFlight.isFull() : inFlight.enter(context);
    }

    private static void notFound(RoutingContext context) {
        String detail = "There is no such path. GET /openapi.yaml lists those that there are.";
        BoundedBody.refuse(context.vertx(), context.request(), Problem.of(ProblemType.NOT_FOUND, detail));
    }

    private static void badRequest(RoutingContext context) {
        String detail = "The address or a header cannot be read: look for a percent sign that encodes nothing, or for a"
                + " Host header that is missing.";
        Problem problem = Problem.of(ProblemType.BAD_REQUEST, detail);
        BoundedBody.refuse(context.vertx(), context.request(), problem);
    }

    /** The caller gets a name for the trouble; the log has the trouble under the same name. */
    private static void ours(RoutingContext context) {
        String id = "urn:uuid:" + UUID.randomUUID();
        try (var inLog = MDC.putCloseable("traceId", Trace.idOf(context))) {
            LOG.error("internal error {}", id, context.failure());
        }
        BoundedBody.refuse(context.vertx(), context.request(), Reply.ours(id));
    }

    /**
     * One call.
     *
     * @param method its method; a call by GET is also answered by HEAD
     * @param role what a caller must be allowed to do, where there are keys
     * @param path its path, as the OpenAPI document writes it
     * @param produces the media types its answer can have, the usual one first; empty where it has none
     * @param bodyCheck why a request's body will not be read; null where it will, or there is none to read
     * @param handler answers it
     */
    record Call(
            HttpMethod method,
            Role role,
            String path,
            List<String> produces,
            Function<HttpServerRequest, @Nullable Problem> bodyCheck,
            Handler<RoutingContext> handler) {
        /** A call that sends nothing. */
        static Call get(Role role, String path, String produces, Handler<RoutingContext> handler) {
            return get(role, path, List.of(produces), handler);
        }

        /** A call that sends nothing, and whose answer has several forms to choose from. */
        static Call get(Role role, String path, List<String> produces, Handler<RoutingContext> handler) {
            return new Call(HttpMethod.GET, role, path, produces, request -> null, handler);
        }

        /** A call that sends nothing, about the lead that its path names. */
        static Call get(Role role, String path, String produces, AboutLead handler) {
            return get(role, path, produces, named(path, handler));
        }

        /** A call that sends JSON and gets JSON. */
        static Call post(Role role, String path, Handler<RoutingContext> handler) {
            return post(role, path, Negotiation::jsonBody, handler);
        }

        /** A call that sends something of its own and gets JSON. */
        static Call post(
                Role role,
                String path,
                Function<HttpServerRequest, @Nullable Problem> bodyCheck,
                Handler<RoutingContext> handler) {
            return new Call(HttpMethod.POST, role, path, List.of(Reply.JSON), bodyCheck, handler);
        }

        /** A call that sends JSON and gets JSON, about the lead that its path names. */
        static Call post(Role role, String path, AboutLead handler) {
            return post(role, path, named(path, handler));
        }

        /** A call that sends and gets nothing, about the lead that its path names. */
        static Call delete(Role role, String path, AboutLead handler) {
            return new Call(HttpMethod.DELETE, role, path, List.of(), request -> null, named(path, handler));
        }

        /** A call that sends nothing, about what its path names. */
        static Call get(Role role, String path, List<String> produces, AboutNames handler) {
            return get(role, path, produces, named(path, handler));
        }

        /** A call that sends and gets nothing, about what its path names. */
        static Call delete(Role role, String path, AboutNames handler) {
            return new Call(HttpMethod.DELETE, role, path, List.of(), request -> null, named(path, handler));
        }

        private static Handler<RoutingContext> named(String path, AboutNames handler) {
            PathTemplate template = new PathTemplate(path);
            return context -> {
                List<String> names;
                try {
                    names = template.names(context.request().path());
                } catch (IllegalArgumentException e) {
                    badRequest(context);
                    return;
                }
                handler.handle(context, names);
            };
        }

        private static Handler<RoutingContext> named(String path, AboutLead handler) {
            PathTemplate template = new PathTemplate(path);
            return context -> {
                LeadId id;
                try {
                    id = template.id(context.request().path());
                } catch (IllegalArgumentException e) {
                    badRequest(context);
                    return;
                }
                if (id == null) {
                    BoundedBody.refuse(context.vertx(), context.request(), HistoryResource.UNKNOWN_LEAD);
                } else {
                    handler.handle(context, id);
                }
            };
        }

        private @Nullable Problem refusal(HttpServerRequest request) {
            Problem expectation = Negotiation.expectation(request);
            Problem accept =
                    expectation != null || produces.isEmpty() ? expectation : Negotiation.accept(request, produces);
            return accept != null ? accept : bodyCheck.apply(request);
        }
    }

    /** Answers a call about one lead. */
    @FunctionalInterface
    interface AboutLead {
        void handle(RoutingContext context, LeadId id);
    }

    /** Answers a call about what its path names, from left to right. */
    @FunctionalInterface
    interface AboutNames {
        void handle(RoutingContext context, List<String> names);
    }
}
