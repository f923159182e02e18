package dev.headwater.http;

import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.Nearest;
import dev.headwater.table.RuleSheets;
import dev.headwater.table.SheetParts;
import dev.headwater.table.Text;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /v1/rules/tables}: the tables and lists in force, as their authors see them. They are read from the files of the
 * revision that serves, whatever has become of the folder since.
 */
final class TablesResource {
    private final RulesInForce rules;

    /** Where the tables of the revision asked about last stand; a revision never changes. */
    private volatile Places places = new Places("", Map.of());

    TablesResource(RulesInForce rules) {
        this.rules = rules;
    }

    /** @param names the table's, or a profile's and then the table's */
    void show(RoutingContext context, List<String> names) {
        HttpServerRequest request = context.request();
        List<Fault> faults = new ArrayList<>();
        TableForm form = TableForm.of(request, context.queryParams(), faults);
        if (!faults.isEmpty()) {
            Reply.refuse(request, Query.problem(faults));
            return;
        }
        RuleSet active = rules.active();
        if (active == null) {
            Reply.refuse(request, NoRules.PROBLEM);
            return;
        }
        String name = String.join("/", names);
        context.vertx()
                .executeBlocking(() -> answer(active, name, form, request), false)
                .onSuccess(answer -> answer.send(request))
                .onFailure(context::fail);
    }

    /** What a caller gets; read on a worker, sent on its own event loop. */
    private interface Answer {
        void send(HttpServerRequest request);
    }

    private Answer answer(RuleSet active, String name, TableForm form, HttpServerRequest request) throws Exception {
        Map<String, String> byName = placesIn(active);
        String key = Text.nameKey(name);
        String file = byName.get(key);
        if (file == null) {
            return asker -> Reply.refuse(asker, unknown(name, byName));
        }
        EntityTag tag = EntityTag.of((active.revision() + " " + key).getBytes(StandardCharsets.UTF_8))
                .form(form.ending());
        if (tag.isHeldBy(request)) {
            return asker -> {
                mark(asker, tag);
                Reply.notModified(asker);
            };
        }
        byte[] written = form.write(sheet(active, file, key), active);
        return asker -> {
            mark(asker, tag);
            if (form != TableForm.JSON) {
                String saved = key.replace('/', '-').replace(' ', '-') + "." + form.ending();
                asker.response().putHeader("Content-Disposition", "attachment; filename=\"" + ascii(saved) + "\"");
            }
            Reply.send(asker, 200, form.contentType(), written);
        };
    }

    /** Rules change at any moment: a cache may keep a table, and asks whether it is still the one. */
    private static void mark(HttpServerRequest request, EntityTag tag) {
        request.response()
                .putHeader(HttpHeaders.ETAG, tag.text())
                .putHeader(HttpHeaders.VARY, "Accept")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }

    private Map<String, String> placesIn(RuleSet active) {
        Places known = places;
        if (!known.revision().equals(active.revision())) {
            Map<String, String> byName = new LinkedHashMap<>();
            for (SheetParts sheet : named(RuleSheets.of(active.files(), List.of()))) {
                byName.putIfAbsent(keyOf(sheet), sheet.sheet().file());
            }
            known = new Places(active.revision(), byName);
            places = known;
        }
        return known.byName();
    }

    private static SheetParts sheet(RuleSet active, String file, String key) {
        byte[] content = active.files().get(file);
        return named(RuleSheets.of(Map.of(file, content == null ? new byte[0] : content), List.of())).stream()
                .filter(sheet -> keyOf(sheet).equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(key + " is no longer in " + file));
    }

    private static List<SheetParts> named(RuleSheets sheets) {
        return sheets.all().stream()
                .filter(sheet -> sheet.form() != SheetParts.Form.OTHER)
                .toList();
    }

    private static String keyOf(SheetParts sheet) {
        return Text.nameKey(RuleSheets.shortName(sheet.sheet().file(), sheet.title()));
    }

    private static Problem unknown(String name, Map<String, String> byName) {
        List<String> known =
                byName.keySet().stream().map(key -> key.replace(' ', '-')).toList();
        Optional<String> near = Nearest.to(name, known);
        String detail = "GET /v1/rules names the tables in force; the lists are called as their files are.";
        return Problem.of(
                ProblemType.UNKNOWN_TABLE,
                near.map(one -> "Did you mean \"" + one + "\"? ").orElse("") + detail,
                List.of(new Fault("name", Query.quoted(name), near.orElseGet(() -> String.join(", ", known)))));
    }

    private static String ascii(String name) {
        return name.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    /**
     * Where tables and lists stand.
     *
     * @param revision of the rules
     * @param byName the file of each
     */
    private record Places(String revision, Map<String, String> byName) {}
}
