package dev.headwater.rules;

import dev.headwater.SideBySide;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Resolution;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.scenario.Scenario;
import dev.headwater.scenario.ScenarioFile;
import dev.headwater.signal.Signals;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * All shipped tables, one after the other, with reasons, through our engine and through OpenL Tablets: signals into a
 * resolution. Asked are the leads of the shipped scenarios, once both have been found to give each an equal resolution,
 * down to the rows that decided.
 */
final class PeersWholeJob {
    private PeersWholeJob() {}

    static void run(SideBySide measure) throws Exception {
        try (CompiledRuleSet rules = (CompiledRuleSet)
                RuleSetLoader.load(RuleFiles.in(Path.of("rules"), new ArrayList<>())).orThrow()) {
            List<Signals> leads = leads(rules);
            Stages asked = OpenLStages.of(rules.stages());
            RuleSet openL = rules.with(asked);
            RuleSet openLAlone = rules.with(withoutConflicts(asked));
            for (Signals lead : leads) {
                Resolution ours = rules.decide(lead, Explain.SUMMARY);
                Resolution theirs = openL.decide(lead, Explain.SUMMARY);
                if (!ours.equals(theirs)) {
                    throw new IllegalStateException("OpenL Tablets says " + theirs + ", not " + ours);
                }
            }
            System.out.printf(
                    Locale.ROOT, "the whole job, with reasons; both give %,d leads equal resolutions%n", leads.size());
            measure.add("Headwater", i -> rules.decide(leads.get(i % leads.size()), Explain.SUMMARY))
                    .add("OpenL Tablets", i -> openL.decide(leads.get(i % leads.size()), Explain.SUMMARY))
                    .add("the same, without conflicts", i ->
                            openLAlone.decide(leads.get(i % leads.size()), Explain.SUMMARY))
                    .run();
        }
    }

    /** The rules that find conflicts are no tables, and run in our engine on both sides; here they cost nothing. */
    private static Stages withoutConflicts(Stages stages) {
        return new Stages(
                stages.slots(),
                new EngineerRules(List.of()),
                stages.source(),
                stages.channel(),
                stages.intent(),
                stages.tier(),
                stages.followUp(),
                stages.crm(),
                stages.profiles(),
                stages.unassigned());
    }

    /** Of all shipped scenarios, with the contacts before them, in an order in which nothing follows from anything. */
    private static List<Signals> leads(RuleSet rules) throws Exception {
        List<Signals> leads = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(Path.of("test-scenarios"))) {
            for (Path path : paths.filter(file -> file.toString().endsWith(".yaml")).sorted().toList()) {
                if (ScenarioFile.read(path.toString(), Files.readAllBytes(path)) instanceof ScenarioFile.Read read) {
                    read.file().scenarios().forEach(scenario -> add(scenario, rules, leads));
                }
            }
        }
        Collections.shuffle(leads, new Random(5));
        return leads;
    }

    private static void add(Scenario scenario, RuleSet rules, List<Signals> leads) {
        SourceResolver line = new SourceResolver(
                        () -> rules, KeptTouches.onTheHeap(TouchHistory.Bounds.DEFAULT), () -> "a-decision")
                .seenBy(decided -> leads.add(
                        Signals.of(decided.lead(), decided.history(), rules.catalog(), decided.now())));
        scenario.history().forEach(earlier -> line.resolve(earlier.lead(), earlier.at(), Explain.NONE, true));
        line.resolve(scenario.lead(), scenario.now(), Explain.NONE, true);
    }
}
