package dev.headwater.scenario;

import dev.headwater.json.Fault;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.PlainJson;
import dev.headwater.json.Reading;
import dev.headwater.lead.LeadContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one scenario file, noting all that is wrong with it on the way. */
final class ScenarioFileReader {
    private static final List<String> FILE_KEYS = List.of("suite", "now", "leads", "scenarios");
    private static final List<String> SCENARIO_KEYS =
            List.of("name", "now", "lead", "history", "attributes", "expect", "answer", "tags");

    /** Whose history it is, in a scenario that has one and does not say. */
    private static final String SOMEBODY = "somebody";

    private final Complaints complaints;
    private final String file;
    private final Map<String, Yaml.Mapping> shared = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    ScenarioFileReader(String file, List<ScenarioFlaw> flaws) {
        this.file = file;
        this.complaints = new Complaints(file, flaws);
    }

    /** The file; null, with flaws noted, where nothing of it could be read. */
    @Nullable
    ScenarioFile read(byte[] content) {
        Yaml document = document(content);
        if (document == null) {
            if (complaints.flaws().isEmpty()) {
                complaints.at(Place.START, "the file is empty", "A suite has: " + String.join(", ", FILE_KEYS));
            }
            return null;
        }
        Yaml.Mapping root = complaints.mapping(document, "a suite");
        if (root == null) {
            return null;
        }
        complaints.unknownKeys(root, FILE_KEYS, "a suite");
        String suite = complaints.text(root, "suite", "a suite");
        Instant now = now(root, null);
        if (!root.has("now")) {
            complaints.at(
                    root.place(),
                    "a suite needs \"now\", the time at which its clock stands still",
                    "Write a time such as now: 2026-11-23T10:00:00Z");
        }
        readShared(root);
        List<Scenario> scenarios = scenarios(root, now == null ? Instant.EPOCH : now);
        return suite == null ? null : new ScenarioFile(file, suite, scenarios);
    }

    private @Nullable Yaml document(byte[] content) {
        if (ScenarioTable.isNamedLikeOne(file)) {
            return new ScenarioTable(complaints).read(content);
        }
        if (!file.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return YamlReader.read(file, content, complaints.flaws());
        }
        if (PlainJson.read(content) instanceof PlainJson.NotJson not) {
            Reading.NotJson trouble = not.trouble();
            Place place = new Place(Math.max(1, trouble.line()), Math.max(1, trouble.column()));
            complaints.at(place, "this is not JSON: " + trouble.reason(), null);
            return null;
        }
        // JSON is YAML but for tabs, which JSON has between values only.
        String text = new String(content, StandardCharsets.UTF_8).replace('\t', ' ');
        return YamlReader.read(file, text.getBytes(StandardCharsets.UTF_8), complaints.flaws());
    }

    private void readShared(Yaml.Mapping root) {
        if (!root.has("leads")) {
            return;
        }
        Yaml.Mapping leads = complaints.mapping(root.value("leads"), "\"leads\"");
        if (leads == null) {
            return;
        }
        leads.entries().forEach((name, entry) -> {
            Yaml.Mapping lead = complaints.mapping(entry.value(), "the lead \"" + name + "\"");
            if (lead != null) {
                shared.put(name, lead);
            }
        });
        shared.values().forEach(this::checkShared);
    }

    private List<Scenario> scenarios(Yaml.Mapping root, Instant now) {
        List<Scenario> scenarios = new ArrayList<>();
        Yaml list = root.value("scenarios");
        if (!(list instanceof Yaml.Sequence sequence) || sequence.items().isEmpty()) {
            Place place = root.entries().containsKey("scenarios")
                    ? root.entries().get("scenarios").place()
                    : root.place();
            complaints.at(
                    place,
                    list == null || list instanceof Yaml.Sequence || !root.has("scenarios")
                            ? "the suite has no scenario"
                            : "\"scenarios\" is a list, not " + list.described(),
                    place.cell() == null
                            ? "Write at least one: scenarios: [ { name: …, lead: …, expect: … } ]"
                            : "Write at least one row below the names of the columns");
            return scenarios;
        }
        for (Yaml item : sequence.items()) {
            Yaml.Mapping mapping = complaints.mapping(item, "a scenario");
            if (mapping != null) {
                scenarios.add(scenario(mapping, now));
            }
        }
        return scenarios;
    }

    private Scenario scenario(Yaml.Mapping mapping, Instant suiteNow) {
        complaints.unknownKeys(mapping, SCENARIO_KEYS, "a scenario");
        String name = complaints.text(mapping, "name", "a scenario");
        Place place = mapping.at("/name");
        if (name != null && !names.add(name)) {
            complaints.at(place, "another scenario of this file is called \"" + name + "\" too", null);
        }
        Instant now = mapping.has("now") ? now(mapping, suiteNow) : suiteNow;
        Instant clock = now == null ? suiteNow : now;
        Yaml.Mapping lead = beginningOf(mapping);
        if (mapping.has("history") && !lead.has("leadId") && !lead.has("visitorId")) {
            lead = lead.with("leadId", new Yaml.Scalar(lead.place(), SOMEBODY, SOMEBODY));
        }
        return new Scenario(
                name == null ? "" : name,
                place,
                clock,
                context(lead),
                history(mapping, lead, clock),
                expected(mapping, clock),
                tags(mapping));
    }

    private Yaml.Mapping beginningOf(Yaml.Mapping scenario) {
        if (!scenario.has("lead")) {
            complaints.at(
                    scenario.place(), "a scenario needs \"lead\"", "A lead that tells nothing is written lead: {}");
        }
        Yaml written = scenario.value("lead");
        Yaml.Mapping lead = scenario.has("lead") ? complaints.mapping(written, "\"lead\"") : null;
        if (lead == null) {
            return new Yaml.Mapping(scenario.place(), Map.of());
        }
        Yaml.Mapping merged = merged(lead, new LinkedHashSet<>());
        if (!scenario.has("attributes")) {
            return merged;
        }
        Yaml.Mapping attributes = complaints.mapping(scenario.value("attributes"), "\"attributes\"");
        Yaml.Mapping extra = new Yaml.Mapping(lead.place(), Map.of());
        return attributes == null
                ? merged
                : extra.with("attributes", attributes).over(merged);
    }

    private List<Scenario.Earlier> history(Yaml.Mapping scenario, Yaml.Mapping lead, Instant now) {
        List<Scenario.Earlier> history = new ArrayList<>();
        if (!scenario.has("history")) {
            return history;
        }
        if (!(scenario.value("history") instanceof Yaml.Sequence sequence)) {
            complaints.at(scenario.at("/history"), "\"history\" is a list of earlier contacts", null);
            return history;
        }
        for (Yaml item : sequence.items()) {
            Yaml.Mapping entry = complaints.mapping(item, "an earlier contact");
            if (entry == null) {
                continue;
            }
            Instant at = at(entry, now);
            Yaml.Mapping contact = merged(entry.without("at"), new LinkedHashSet<>());
            if (!contact.has("leadId") && !contact.has("visitorId")) {
                contact = samePerson(contact, lead);
            }
            history.add(new Scenario.Earlier(at, context(contact)));
        }
        history.sort(Comparator.comparing(Scenario.Earlier::at));
        return history;
    }

    private static Yaml.Mapping samePerson(Yaml.Mapping contact, Yaml.Mapping lead) {
        Yaml.Mapping same = contact;
        for (String key : List.of("leadId", "visitorId")) {
            Yaml id = lead.value(key);
            if (id != null) {
                same = same.with(key, id);
            }
        }
        return same;
    }

    private Instant at(Yaml.Mapping entry, Instant now) {
        if (entry.has("occurredAt")) {
            complaints.at(entry.at("/occurredAt"), "\"at\" says when an earlier contact happened", null);
        }
        if (!entry.has("at")) {
            complaints.at(entry.place(), "an earlier contact needs \"at\"", ScenarioClock.FORMS);
            return now;
        }
        String written = complaints.text(entry, "at", "an earlier contact");
        Instant at = written == null ? null : ScenarioClock.moment(written, now);
        if (written != null && at == null) {
            complaints.at(valuePlace(entry, "at"), "\"" + written + "\" is not a time", ScenarioClock.FORMS);
        }
        if (at != null && at.isAfter(now)) {
            complaints.at(
                    valuePlace(entry, "at"),
                    "\"" + written + "\" is after the scenario's clock, which stands at " + now,
                    null);
        }
        return at == null ? now : at;
    }

    private List<Expected> expected(Yaml.Mapping scenario, Instant now) {
        Yaml.Mapping expect =
                scenario.has("expect") ? complaints.mapping(scenario.value("expect"), "\"expect\"") : null;
        List<Expected> expected = new ArrayList<>();
        if (expect == null) {
            if (!scenario.has("expect") && !scenario.has("answer")) {
                complaints.at(scenario.place(), "a scenario needs \"expect\"", "Name what matters: channel, source, …");
            }
        } else if (expect.entries().isEmpty()) {
            complaints.at(expect.place(), "\"expect\" expects nothing", "Name what matters: channel, source, …");
        } else {
            expected.addAll(new ExpectationReader(complaints, now).read(expect));
        }
        Yaml.Mapping answer =
                scenario.has("answer") ? complaints.mapping(scenario.value("answer"), "\"answer\"") : null;
        if (answer != null && answer.entries().isEmpty()) {
            complaints.at(answer.place(), "\"answer\" expects nothing", "Paste what /v1/leads:resolve answers");
        } else if (answer != null) {
            expected.add(new ExpectedAnswer(scenario.at("/answer"), answer));
        }
        return expected;
    }

    private List<String> tags(Yaml.Mapping scenario) {
        if (!scenario.has("tags")) {
            return List.of();
        }
        List<String> tags = new ArrayList<>();
        Yaml written = scenario.value("tags");
        for (Yaml tag : written instanceof Yaml.Sequence list ? list.items() : List.of(written)) {
            if (tag instanceof Yaml.Scalar scalar) {
                tags.add(scalar.written());
            } else {
                complaints.at(tag.place(), "a tag is a word, not " + tag.described(), null);
            }
        }
        return tags;
    }

    /** A lead with everything that it is "like" laid under it. */
    private Yaml.Mapping merged(Yaml.Mapping lead, Set<String> above) {
        if (!lead.entries().containsKey("like")) {
            return lead;
        }
        Yaml.Mapping own = lead.without("like");
        Place place = valuePlace(lead, "like");
        String name = complaints.text(lead, "like", "a lead");
        if (name == null) {
            return own;
        }
        Yaml.Mapping beginning = shared.get(name);
        if (beginning == null) {
            complaints.unknown(place, "no lead under \"leads\" is called \"" + name + "\"", name, shared.keySet());
            return own;
        }
        if (!above.add(name)) {
            complaints.at(place, "the lead \"" + name + "\" is like itself", null);
            return own;
        }
        return own.over(merged(beginning, above));
    }

    /** A beginning need not be a whole lead, but what it tells must be known, even if no scenario is like it. */
    private void checkShared(Yaml.Mapping beginning) {
        Yaml.Mapping lead = merged(beginning, new LinkedHashSet<>());
        if (LeadContextJson.read(lead.tree()) instanceof Reading.Lead read) {
            read.unknown().forEach(pointer -> unknownLeadKey(lead, pointer));
        }
    }

    private LeadContext context(Yaml.Mapping lead) {
        Reading reading = LeadContextJson.read(lead.tree());
        if (reading instanceof Reading.Lead read) {
            read.unknown().forEach(pointer -> unknownLeadKey(lead, pointer));
            return read.lead();
        }
        if (reading instanceof Reading.NotALead refused) {
            for (Fault fault : refused.faults()) {
                complaints.at(
                        lead.at(fault.pointer()),
                        "\"" + fault.pointer().substring(1).replace('/', '.') + "\" is " + fault.found(),
                        "It should be " + fault.expected());
            }
        }
        return LeadContext.EMPTY;
    }

    private void unknownLeadKey(Yaml.Mapping lead, String pointer) {
        int last = pointer.lastIndexOf('/');
        String parent = pointer.substring(0, last);
        String key = pointer.substring(last + 1);
        List<String> known = LeadFields.KEYS.getOrDefault(parent, List.of());
        String owner = parent.isEmpty() ? "a lead" : "\"" + parent.substring(1) + "\" of a lead";
        complaints.unknown(lead.at(pointer), "\"" + key + "\" is not something that " + owner + " has", key, known);
    }

    private @Nullable Instant now(Yaml.Mapping mapping, @Nullable Instant otherwise) {
        if (!mapping.has("now")) {
            return otherwise;
        }
        String written = complaints.text(mapping, "now", "the clock");
        Instant now = written == null ? null : ScenarioClock.absolute(written);
        if (written != null && now == null) {
            complaints.at(
                    valuePlace(mapping, "now"),
                    "\"" + written + "\" is not a time",
                    "Write a time with its offset, such as 2026-11-23T10:00:00Z");
        }
        return now;
    }

    private static Place valuePlace(Yaml.Mapping mapping, String key) {
        Yaml value = mapping.value(key);
        return value == null ? mapping.place() : value.place();
    }
}
