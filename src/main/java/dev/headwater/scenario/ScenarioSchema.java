package dev.headwater.scenario;

import dev.headwater.json.IndentedJson;
import dev.headwater.json.PlainJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form of scenario files as a JSON Schema, for editors that complete keys and underline what is wrong while one
 * writes. Made of the same lists that the reader goes by, so that the two know the same keys.
 */
public final class ScenarioSchema {
    private static final List<String> ADDRESSES = List.of("landingUrl", "referrer", "occurredAt");
    private static final List<String> OPEN = List.of("clickIds", "attributes");

    private ScenarioSchema() {}

    /** Writes the schema, in UTF-8, with a line end after it. */
    public static byte[] write() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Headwater scenarios");
        schema.putAll(object(
                "A suite of scenarios; test-scenarios/README.md says how they are written",
                List.of("suite", "now", "scenarios"),
                suite()));
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("lead", map("if", appShape(), "then", map("type", "object"), "else", ref("ownLead")));
        parts.put("ownLead", object("What an app tells of one contact", List.of(), lead("")));
        parts.put("contact", object("An earlier contact", List.of("at"), contact()));
        parts.put("scenario", scenario());
        parts.put("expect", expect());
        parts.put("value", map("type", List.of("string", "number", "boolean", "null", "array")));
        schema.put("$defs", parts);
        byte[] json = IndentedJson.of(PlainJson.write(schema));
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    private static Map<String, Object> object(String about, List<String> required, Map<String, Object> properties) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("description", about);
        object.put("type", "object");
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("properties", properties);
        object.put("additionalProperties", false);
        return object;
    }

    /** Keys and values by turns, in that order whenever it is written. */
    private static Map<String, Object> map(Object... parts) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            map.put((String) parts[i], parts[i + 1]);
        }
        return map;
    }

    private static Map<String, Object> ref(String part) {
        return map("$ref", "#/$defs/" + part);
    }

    private static Map<String, Object> text(String about) {
        return map("description", about, "type", List.of("string", "number"));
    }

    private static Map<String, Object> list(Object items, boolean some) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "array");
        list.put("items", items);
        if (some) {
            list.put("minItems", 1);
        }
        return list;
    }

    /**
     * What tells the bodies of other apps from ours: a kind of message, an order's own list, or a name with a well-known
     * beginning. Which of their keys are read is for the reader to say.
     */
    private static Map<String, Object> appShape() {
        String names = "^(utm_|first_utm_|handl|sbjs_|_wc_order_attribution_|wc_order_attribution_|gclid$|meta_data$)";
        return map(
                "anyOf",
                List.of(
                        map("required", List.of("type", "context")),
                        map("required", List.of("type", "anonymousId")),
                        map("required", List.of("type", "userId")),
                        map("not", map("propertyNames", map("not", map("pattern", names))))));
    }

    private static Map<String, Object> suite() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("suite", text("The suite's name"));
        keys.put("now", text("The time at which its clock stands still, such as 2026-11-23T10:00:00Z"));
        keys.put("leads", map("type", List.of("object", "null"), "additionalProperties", ref("lead")));
        keys.put("scenarios", list(ref("scenario"), true));
        return keys;
    }

    private static Map<String, Object> scenario() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", text("The sentence"));
        keys.put("now", text("Its own time, instead of the suite's"));
        keys.put("lead", ref("lead"));
        keys.put("history", list(ref("contact"), false));
        keys.put("attributes", map("type", "object"));
        keys.put("expect", ref("expect"));
        keys.put("answer", map("type", "object", "minProperties", 1));
        keys.put("tags", map("type", List.of("array", "string", "number")));
        Map<String, Object> scenario =
                object("A sentence, a lead, and what matters of the answer", List.of("name", "lead"), keys);
        scenario.put("anyOf", List.of(map("required", List.of("expect")), map("required", List.of("answer"))));
        return scenario;
    }

    private static Map<String, Object> contact() {
        Map<String, Object> keys = lead("");
        keys.remove("occurredAt");
        keys.put("at", text("When it happened: 3 days ago, or a time such as 2026-11-23T10:00:00Z"));
        return keys;
    }

    private static Map<String, Object> lead(String parent) {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (String key : LeadFields.KEYS.getOrDefault(parent, List.of())) {
            if (LeadFields.KEYS.containsKey(parent + "/" + key)) {
                keys.put(
                        key,
                        map(
                                "type",
                                List.of("object", "null"),
                                "properties",
                                lead(parent + "/" + key),
                                "additionalProperties",
                                false));
            } else if (OPEN.contains(key)) {
                keys.put(key, map("type", List.of("object", "null")));
            } else if (ADDRESSES.contains(key)) {
                keys.put(key, map("type", List.of("string", "null")));
            } else {
                keys.put(key, map("type", List.of("string", "number", "null")));
            }
        }
        return keys;
    }

    private static Map<String, Object> expect() {
        Map<String, Object> keys = new LinkedHashMap<>();
        Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
        for (String path : ExpectationReader.known()) {
            keys.put(path, ref("value"));
            int dot = path.indexOf('.');
            if (dot > 0) {
                groups.computeIfAbsent(path.substring(0, dot), group -> new LinkedHashMap<>())
                        .put(path.substring(dot + 1), ref("value"));
            }
        }
        groups.forEach((group, inner) -> keys.put(group, object("Parts of " + group, List.of(), inner)));
        Map<String, Object> rows = new LinkedHashMap<>();
        ExpectationReader.DECISIONS.forEach(decides -> rows.put(decides, ref("value")));
        Map<String, Object> row = object("Rows that had a part in it, by ID", List.of(), rows);
        row.put("patternProperties", map("^channels\\.", ref("value")));
        keys.put("because", map("anyOf", List.of(row, list(row, true))));
        Map<String, Object> pieces = new LinkedHashMap<>();
        for (EvidenceField field : EvidenceField.values()) {
            pieces.put(field.word(), ref("value"));
        }
        List<Object> evidence = new ArrayList<>();
        evidence.add(map("type", List.of("string", "null")));
        evidence.add(list(map("type", "string"), true));
        evidence.add(list(object("A piece of evidence that was found", List.of("kind"), pieces), true));
        keys.put("evidence", map("anyOf", evidence));
        Map<String, Object> expect = object("What matters of the answer", List.of(), keys);
        expect.put("minProperties", 1);
        // Profiles and CRMs have names that the rules give them.
        Map<String, Object> part = map("type", "object", "additionalProperties", ref("value"));
        Map<String, Object> parts =
                map("type", "object", "additionalProperties", map("anyOf", List.of(ref("value"), part)));
        keys.put("channels", part);
        keys.put("crm", parts);
        expect.put("patternProperties", map("^(channels|crm)\\.", map("anyOf", List.of(ref("value"), part))));
        return expect;
    }
}
