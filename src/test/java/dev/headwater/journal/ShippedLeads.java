package dev.headwater.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.decision.Explain;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Reading;
import dev.headwater.lead.LeadContext;
import dev.headwater.resolver.Decided;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.scenario.Scenario;
import dev.headwater.scenario.ScenarioFile;
import dev.headwater.scenario.ScenarioPaths;
import dev.headwater.table.Flaw;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Decisions of the shipped rules: one lead, or all those of the scenarios with their histories. */
final class ShippedLeads {
    static final Instant NOW = Instant.parse("2026-11-23T10:15:00Z");
    static final RuleSet RULES = load();

    private ShippedLeads() {}

    private static RuleSet load() {
        List<Flaw> flaws = new ArrayList<>();
        return RuleSetLoader.load(RuleFiles.in(Path.of("rules"), flaws), flaws).orThrow();
    }

    static Decided decided(String lead) {
        return decided(lead, RULES);
    }

    static Decided decided(String lead, RuleSet rules) {
        if (!(LeadContextJson.read(lead.getBytes(UTF_8)) instanceof Reading.Lead read)) {
            throw new AssertionError("no lead: " + lead);
        }
        return last(rules, List.of(), read.lead(), NOW, List.of());
    }

    static List<Decided> ofScenarios() {
        List<Decided> all = new ArrayList<>();
        try {
            for (Path path : ScenarioPaths.under(List.of(Path.of("test-scenarios")))) {
                if (ScenarioFile.read(path.toString(), Files.readAllBytes(path)) instanceof ScenarioFile.Read read) {
                    for (Scenario scenario : read.file().scenarios()) {
                        all.add(last(RULES, scenario.history(), scenario.lead(), scenario.now(), scenario.profiles()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static Decided last(
            RuleSet rules, List<Scenario.Earlier> history, LeadContext lead, Instant now, List<String> profiles) {
        List<Decided> seen = new ArrayList<>();
        AtomicLong ids = new AtomicLong();
        SourceResolver resolver = new SourceResolver(
                        () -> rules,
                        KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT),
                        () -> "d" + ids.incrementAndGet())
                .seenBy(seen::add);
        for (Scenario.Earlier earlier : history) {
            resolver.resolve(earlier.lead(), earlier.at(), Explain.NONE, true);
        }
        resolver.alongside(profiles).resolve(lead, now, Explain.SUMMARY, true);
        return seen.get(seen.size() - 1);
    }
}
