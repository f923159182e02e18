package dev.headwater.http;

import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.RulesJson;
import dev.headwater.rules.RuleSet;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * {@code /health}: live while this process serves at all, ready while some revision of the rules does. A refused load
 * changes neither; a service that is about to stop is ready no more, and a member that has left its cluster is not.
 */
final class HealthResource {
    private static final byte[] LIVE = "{\"status\":\"live\"}".getBytes(StandardCharsets.UTF_8);

    private static final Problem STOPPING =
            Problem.of(ProblemType.STOPPING, "What is sent is still answered. Send the next to another instance.");

    private static final Problem AWAY = Problem.of(
            ProblemType.HISTORY_UNAVAILABLE,
            "This member has left its cluster, since its disk fails or the network was cut, and comes back by itself. Send the"
                    + " next to another instance.");

    private final RulesInForce rules;
    private final BooleanSupplier isStopping;
    private final BooleanSupplier isAway;

    /**
     * @param rules whose revision makes it ready
     * @param isStopping whether the service has been told to stop
     * @param isAway whether it is a member of a cluster that has left the others
     */
    HealthResource(RulesInForce rules, BooleanSupplier isStopping, BooleanSupplier isAway) {
        this.rules = rules;
        this.isStopping = isStopping;
        this.isAway = isAway;
    }

    void live(RoutingContext context) {
        Reply.send(context.request(), 200, Reply.JSON, LIVE);
    }

    void ready(RoutingContext context) {
        RuleSet active = rules.active();
        if (isStopping.getAsBoolean()) {
            Reply.refuse(context.request(), STOPPING);
        } else if (isAway.getAsBoolean()) {
            Reply.refuse(context.request(), AWAY);
        } else if (active == null) {
            Reply.refuse(context.request(), NoRules.PROBLEM);
        } else {
            Reply.send(context.request(), 200, Reply.JSON, RulesJson.ready(active.revision()));
        }
    }
}
