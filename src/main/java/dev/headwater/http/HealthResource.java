package dev.headwater.http;

import dev.headwater.json.RulesJson;
import dev.headwater.rules.RuleSet;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;

/**
 * {@code /health}: live while this process serves at all, ready while some revision of the rules does. A refused load
 * changes neither.
 */
final class HealthResource {
    private static final byte[] LIVE = "{\"status\":\"live\"}".getBytes(StandardCharsets.UTF_8);

    private final RulesInForce rules;

    HealthResource(RulesInForce rules) {
        this.rules = rules;
    }

    void live(RoutingContext context) {
        Reply.send(context.request(), 200, Reply.JSON, LIVE);
    }

    void ready(RoutingContext context) {
        RuleSet active = rules.active();
        if (active == null) {
            Reply.refuse(context.request(), NoRules.PROBLEM);
        } else {
            Reply.send(context.request(), 200, Reply.JSON, RulesJson.ready(active.revision()));
        }
    }
}
