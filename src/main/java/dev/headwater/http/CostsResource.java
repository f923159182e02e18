package dev.headwater.http;

import dev.headwater.attribution.Cost;
import dev.headwater.attribution.Costs;
import dev.headwater.json.CostSheet;
import dev.headwater.json.CostsJson;
import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.ReportWords;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /v1/costs}: what marketing cost, day by day. */
final class CostsResource {
    private static final int DAYS = 30;
    private static final int MOST_DAYS = 400;
    private static final int MOST = CostsJson.MAX_AT_ONCE;

    private final Costs costs;
    private final Clock clock;
    private final BoundedBody bodies;
    private final Deciding deciding;

    /** @param deciding the threads that may wait for the store */
    CostsResource(Costs costs, Clock clock, BoundedBody bodies, Deciding deciding) {
        this.costs = costs;
        this.clock = clock;
        this.bodies = bodies;
        this.deciding = deciding;
    }

    /** Keeps some; told again, nothing changes. */
    void put(RoutingContext context) {
        boolean isCsv = Negotiation.isCsv(context.request());
        List<Fault> faults = new ArrayList<>();
        Map<String, String> forAll = isCsv ? forAll(context.queryParams(), faults) : Map.of();
        if (!isCsv) {
            Query.unknown(context.queryParams(), List.of(), faults);
        }
        if (!faults.isEmpty()) {
            BoundedBody.refuse(context.vertx(), context.request(), Query.problem(faults));
            return;
        }
        bodies.receive(
                context,
                body -> context.vertx()
                        .executeBlocking(() -> isCsv ? CostSheet.read(body, forAll, MOST) : CostsJson.read(body), false)
                        .onSuccess(read -> put(context, read))
                        .onFailure(context::fail));
    }

    private void put(RoutingContext context, CostsJson.Read read) {
        if (read instanceof CostsJson.Read.Refused refused) {
            Reply.refuse(context.request(), refused.why());
        } else if (read instanceof CostsJson.Read.Told told) {
            deciding.ask(context, () -> costs.put(told.costs()), full -> reply(context, told.costs(), full));
        }
    }

    /** What holds for every row of a table, as the query says. */
    private static Map<String, String> forAll(MultiMap parameters, List<Fault> faults) {
        Query.unknown(parameters, CostSheet.FOR_ALL, faults);
        Map<String, String> forAll = new TreeMap<>();
        for (String name : CostSheet.FOR_ALL) {
            String told = Query.single(parameters, name, faults);
            if (told != null) {
                forAll.put(name, told);
            }
        }
        return forAll;
    }

    private static void reply(RoutingContext context, List<Cost> told, List<LocalDate> full) {
        if (full.isEmpty()) {
            Reply.send(context.request(), 200, Reply.JSON, CostsJson.kept(told.size()));
        } else {
            Reply.refuse(
                    context.request(),
                    Problem.of(
                            ProblemType.TOO_MANY_COSTS,
                            "Of one day " + Costs.MAX_A_DAY + " costs are kept, and these would have more: " + full
                                    + ". Nothing of them was kept."));
        }
    }

    /** Those of some days. */
    void list(RoutingContext context) {
        List<Fault> faults = new ArrayList<>();
        Query.unknown(context.queryParams(), List.of("from", "to"), faults);
        LocalDate to = day(context, "to", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), faults);
        LocalDate from = day(context, "from", to.minusDays(DAYS - 1), faults);
        if (faults.isEmpty() && (from.isAfter(to) || from.plusDays(MOST_DAYS).isBefore(to))) {
            faults.add(new Fault("from", from.toString(), "a day up to " + MOST_DAYS + " days before " + to));
        }
        if (!faults.isEmpty()) {
            BoundedBody.refuse(context.vertx(), context.request(), Query.problem(faults));
            return;
        }
        deciding.ask(
                context,
                () -> costs.between(from, to),
                kept -> Reply.send(
                        context.request(), 200, Reply.JSON, CostsJson.write(from, to, kept, Cost.totals(kept))));
    }

    private static LocalDate day(RoutingContext context, String name, LocalDate usual, List<Fault> faults) {
        String told = Query.single(context.queryParams(), name, faults);
        LocalDate day = told == null ? usual : ReportWords.day(told);
        if (day == null) {
            faults.add(new Fault(name, Query.quoted(String.valueOf(told)), "a day, such as 2026-10-01"));
            return usual;
        }
        return day;
    }
}
