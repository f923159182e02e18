package dev.headwater.http;

import dev.headwater.json.RulesJson;
import dev.headwater.rules.RuleSet;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /v1/rules}: which rules are in force, and why the last load was refused, if it was. */
final class RulesResource {
    private final RulesInForce rules;

    RulesResource(RulesInForce rules) {
        this.rules = rules;
    }

    void show(RoutingContext context) {
        RuleSet active = rules.active();
        byte[] json = active == null
                ? RulesJson.write(null, List.of(), rules.lastRefused())
                : RulesJson.write(active.revision(), active.tables(), rules.lastRefused());
        Reply.send(context.request(), 200, Reply.JSON, json);
    }
}
