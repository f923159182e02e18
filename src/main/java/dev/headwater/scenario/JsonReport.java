package dev.headwater.scenario;

import dev.headwater.json.IndentedJson;
import dev.headwater.json.PlainJson;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Mutant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a run, for programs. */
public final class JsonReport {
    private JsonReport() {}

    /**
     * Writes the report, in UTF-8.
     *
     * @param rules where the rules come from, for people
     * @param coverage of each table; empty where it was not asked for
     * @param strength how well the tables are guarded; null where it was not measured
     */
    public static byte[] write(RunResult run, String rules, List<Coverage> coverage, @Nullable Strength strength) {
        Map<String, @Nullable Object> report = new LinkedHashMap<>();
        report.put("revision", run.revision());
        report.put("rules", rules);
        report.put("passed", run.passed());
        report.put("failed", run.failed());
        report.put("skipped", run.skipped());
        report.put("seconds", run.took().toNanos() / 1e9);
        report.put("perSecond", run.perSecond());
        report.put("suites", run.suites().stream().map(JsonReport::suite).toList());
        if (!coverage.isEmpty()) {
            report.put("coveragePercent", Math.round(Coverage.percent(coverage) * 10) / 10.0);
            report.put("coverage", coverage.stream().map(JsonReport::table).toList());
        }
        if (strength != null) {
            report.put("strength", strength(strength));
        }
        return IndentedJson.of(PlainJson.write(report));
    }

    private static Map<String, @Nullable Object> suite(SuiteResult suite) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("suite", suite.file().suite());
        told.put("file", suite.file().file());
        told.put("passed", suite.passed());
        told.put("failed", suite.failed());
        told.put("skipped", suite.skipped());
        told.put("scenarios", suite.results().stream().map(JsonReport::scenario).toList());
        return told;
    }

    private static Map<String, @Nullable Object> scenario(ScenarioResult result) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("name", result.scenario().name());
        put(told, result.scenario().place());
        told.put("tags", result.scenario().tags());
        told.put("verdict", word(result.verdict()));
        told.put("seconds", result.took().toNanos() / 1e9);
        if (result.verdict() instanceof ScenarioResult.Failed failed) {
            told.put(
                    "mismatches",
                    failed.mismatches().stream().map(JsonReport::mismatch).toList());
        } else if (result.verdict() instanceof ScenarioResult.Broken broken) {
            told.put("why", broken.trouble().toString());
        } else if (result.verdict() instanceof ScenarioResult.Skipped skipped) {
            told.put("why", skipped.why());
        }
        return told;
    }

    /** {@code passed}, {@code failed}, {@code broken} or {@code skipped}. */
    static String word(ScenarioResult.Verdict verdict) {
        return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, @Nullable Object> told, Place place) {
        told.put("line", place.line());
        if (place.cell() != null) {
            told.put("cell", place.cell());
        }
    }

    private static Map<String, @Nullable Object> mismatch(Mismatch mismatch) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("what", mismatch.what());
        put(told, mismatch.place());
        told.put("expected", mismatch.expected());
        told.put("actual", mismatch.actual());
        told.put(
                "because",
                mismatch.decidedBy().stream()
                        .map(decider ->
                                Map.of("row", decider.row().toString(), "id", decider.id(), "text", decider.text()))
                        .toList());
        told.put(
                "near",
                mismatch.near().stream()
                        .map(near -> Map.of(
                                "row", near.row().toString(),
                                "id", near.id(),
                                "word", near.missed().word(),
                                "asked", near.missed().asked(),
                                "found", String.valueOf(near.missed().found())))
                        .toList());
        return told;
    }

    private static Map<String, @Nullable Object> table(Coverage coverage) {
        DecisionTable table = coverage.table();
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("table", table.name());
        told.put("file", table.file());
        told.put("sheet", table.sheet().isEmpty() ? null : table.sheet());
        told.put("rows", coverage.rows().size());
        told.put("decided", coverage.reached().size());
        told.put(
                "each",
                coverage.rows().stream()
                        .map(use -> Map.of(
                                "id", use.row().id(),
                                "cell", table.address(use.row()).cell(),
                                "reach", use.reach().words(),
                                "decided", use.decided(),
                                "fitted", use.fitted(),
                                "nearMisses", use.nearMisses()))
                        .toList());
        return told;
    }

    private static Map<String, @Nullable Object> strength(Strength strength) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("percent", Math.floor(strength.percent() * 10) / 10);
        told.put("mutants", strength.mutants());
        told.put("killed", strength.killed());
        told.put("equivalent", strength.equivalent());
        told.put("survived", strength.survived());
        told.put("seconds", strength.took().toNanos() / 1e9);
        told.put("tables", strength.tables().stream().map(JsonReport::guarded).toList());
        return told;
    }

    private static Map<String, @Nullable Object> guarded(Strength.OfTable of) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("table", of.table().name());
        told.put("file", of.table().file());
        told.put("sheet", of.table().sheet().isEmpty() ? null : of.table().sheet());
        told.put("mutants", of.mutants());
        told.put("killed", of.killed());
        told.put("equivalent", of.equivalent().size());
        told.put("survivors", of.survivors().stream().map(JsonReport::survivor).toList());
        return told;
    }

    private static Map<String, @Nullable Object> survivor(Strength.Survivor survivor) {
        Mutant mutant = survivor.mutant();
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("kind", mutant.kind().words());
        told.put("at", mutant.place());
        told.put("id", mutant.row());
        told.put("word", mutant.column().isEmpty() ? null : mutant.column());
        told.put("was", mutant.was());
        told.put("now", mutant.now());
        told.put("suggestion", survivor.suggestion());
        return told;
    }
}
