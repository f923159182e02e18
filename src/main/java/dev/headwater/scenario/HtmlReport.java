package dev.headwater.scenario;

import dev.headwater.decision.NearMiss;
import dev.headwater.table.DecisionTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run, as one page for people: every scenario, every difference, and the tables of the rules coloured by
 * what scenarios do with their rows. The page holds all it needs and asks nobody for anything: its own policy lets it run
 * its own few lines of script and nothing else.
 */
public final class HtmlReport {
    private final StringBuilder page = new StringBuilder(1 << 16);

    private HtmlReport() {}

    /**
     * Writes the page.
     *
     * @param rules where the rules come from, for people
     * @param coverage of each table; empty where there is nothing to tell of it
     * @param strength how well the tables are guarded; null where it was not measured
     */
    public static String write(RunResult run, String rules, List<Coverage> coverage, @Nullable Strength strength) {
        HtmlReport report = new HtmlReport();
        report.head(run, rules);
        run.suites().stream().filter(suite -> !suite.results().isEmpty()).forEach(report::suite);
        report.coverage(coverage);
        if (strength != null) {
            report.strength(strength);
        }
        report.page.append("</main>\n<script>").append(resource("report.js")).append("</script>\n</body>\n</html>\n");
        return report.page.toString();
    }

    private void head(RunResult run, String rules) {
        String style = resource("report.css");
        String verdict = run.failed() == 0 ? "passed" : "failed";
        String counts = run.passed() + " passed, " + run.failed() + " failed"
                + (run.skipped() == 0 ? "" : ", " + run.skipped() + " skipped");
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none';")
                .append(" form-action 'none'; img-src data:; style-src 'sha256-")
                .append(hash(style))
                .append("'; script-src 'sha256-")
                .append(hash(resource("report.js")))
                .append("'\">\n<link rel=\"icon\" href=\"data:,\">\n<title>Scenarios: ")
                .append(counts)
                .append("</title>\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>Scenarios: <span class=\"")
                .append(verdict)
                .append("\">")
                .append(counts)
                .append("</span></h1>\n<p class=\"facts\">")
                .append(String.format(Locale.ROOT, "%.2f s, %,d a second; rules ", seconds(run), run.perSecond()))
                .append(text(run.revision() + ", " + rules))
                .append("</p>\n<form role=\"search\"><label>Filter <input type=\"search\" id=\"filter\"></label>")
                .append("<label><input type=\"checkbox\" id=\"failing\"> only what did not pass</label>")
                .append("<output id=\"count\" aria-live=\"polite\"></output></form>\n<h2>Suites</h2>\n");
    }

    private static double seconds(RunResult run) {
        return run.took().toNanos() / 1e9;
    }

    private void suite(SuiteResult suite) {
        page.append("<details class=\"suite\"")
                .append(suite.failed() == 0 ? "" : " open")
                .append("><summary><strong>")
                .append(text(suite.file().suite()))
                .append("</strong> ");
        count(suite.passed(), "passed");
        count(suite.failed(), "failed");
        count(suite.skipped(), "skipped");
        page.append("<span class=\"facts\">").append(text(suite.file().file())).append("</span></summary>\n<ul>\n");
        suite.results().forEach(result -> scenario(suite.file().file(), result));
        page.append("</ul></details>\n");
    }

    private void count(long count, String word) {
        if (count > 0) {
            page.append("<span class=\"")
                    .append(word)
                    .append("\">")
                    .append(count)
                    .append(' ')
                    .append(word);
            page.append("</span> ");
        }
    }

    private void scenario(String file, ScenarioResult result) {
        String word = JsonReport.word(result.verdict());
        page.append("<li data-verdict=\"")
                .append(word)
                .append("\"><span class=\"mark ")
                .append(word)
                .append("\">")
                .append(word)
                .append("</span> ")
                .append(text(result.scenario().name()));
        result.scenario()
                .tags()
                .forEach(tag -> page.append(" <small>#").append(text(tag)).append("</small>"));
        if (result.verdict() instanceof ScenarioResult.Failed failed) {
            page.append("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th scope=\"col\">What</th>")
                    .append("<th scope=\"col\">Expected</th><th scope=\"col\">Actual</th>")
                    .append(
                            "<th scope=\"col\">Decided by</th><th scope=\"col\">Where it is expected</th></tr></thead><tbody>");
            failed.mismatches().forEach(mismatch -> mismatch(file, mismatch));
            page.append("</tbody></table></div>");
        } else if (result.verdict() instanceof ScenarioResult.Broken broken) {
            page.append("<p>no answer was given: ")
                    .append(text(broken.trouble().toString()))
                    .append("</p>");
        } else if (result.verdict() instanceof ScenarioResult.Skipped skipped) {
            page.append("<p>").append(text(skipped.why())).append("</p>");
        }
        page.append("</li>\n");
    }

    private void mismatch(String file, Mismatch mismatch) {
        page.append("<tr><th scope=\"row\">")
                .append(text(mismatch.what()))
                .append("</th><td>")
                .append(text(mismatch.expected()))
                .append("</td><td>")
                .append(text(mismatch.actual()))
                .append("</td><td>");
        mismatch.decidedBy()
                .forEach(decider -> page.append(text(decider.toString())).append("<br>"));
        for (NearMiss near : mismatch.near()) {
            page.append("near: ").append(text(TextReport.told(near))).append("<br>");
        }
        page.append("</td><td>").append(text(mismatch.place().lineIn(file))).append("</td></tr>");
    }

    private void coverage(List<Coverage> tables) {
        if (tables.isEmpty()) {
            return;
        }
        page.append("<h2>Coverage: ")
                .append(String.format(Locale.ROOT, "%.1f", Coverage.percent(tables)))
                .append(" % of all rows decided an answer</h2>\n");
        tables.forEach(this::table);
    }

    private void table(Coverage coverage) {
        DecisionTable table = coverage.table();
        page.append("<details class=\"table\" open><summary><strong>")
                .append(text(table.name()))
                .append("</strong> ")
                .append(coverage.reached().size())
                .append(" of ")
                .append(coverage.rows().size())
                .append(" rows decided <span class=\"facts\">")
                .append(text(whereabouts(table)))
                .append("</span></summary>\n<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        List.of("ID", "Reach", "Decided", "Fitted", "Near misses").forEach(this::header);
        table.conditions().forEach(column -> header("WHEN " + column.word().name()));
        table.outcomes().forEach(column -> header("THEN " + column.word().name()));
        header("BECAUSE");
        page.append("</tr></thead>\n<tbody>");
        coverage.rows().forEach(this::row);
        page.append("</tbody></table></div></details>\n");
    }

    private void strength(Strength strength) {
        page.append("<h2>Strength: ")
                .append(strength.shownPercent())
                .append(" of the changes to the tables are noticed</h2>\n<p class=\"facts\">")
                .append(String.format(
                        Locale.ROOT,
                        "%,d changes tried in %.1f s: %,d noticed, %,d change nothing, %,d unnoticed",
                        strength.mutants(),
                        strength.took().toNanos() / 1e9,
                        strength.killed(),
                        strength.equivalent(),
                        strength.survived()))
                .append("</p>\n");
        strength.tables().forEach(this::guarded);
    }

    private void guarded(Strength.OfTable of) {
        page.append("<details class=\"strength\"")
                .append(of.survivors().isEmpty() ? "" : " open")
                .append("><summary><strong>")
                .append(text(of.table().name()))
                .append("</strong> ");
        count(of.killed(), "noticed");
        count(of.equivalent().size(), "without effect");
        count(of.survivors().size(), "unnoticed");
        page.append("<span class=\"facts\">")
                .append(text(whereabouts(of.table())))
                .append("</span></summary>\n<ul>\n");
        of.survivors().forEach(this::survivor);
        page.append("</ul></details>\n");
    }

    private void survivor(Strength.Survivor survivor) {
        page.append("<li>")
                .append(text(survivor.mutant().place() + " ("
                        + survivor.mutant().row() + ") " + survivor.mutant().told()))
                .append(
                        survivor.suggestion() == null
                                ? "<p>no lead was found that would tell</p>"
                                : "<p>this scenario would notice:</p><pre tabindex=\"0\">" + text(survivor.suggestion())
                                        + "</pre>")
                .append("</li>\n");
    }

    private static String whereabouts(DecisionTable table) {
        return table.sheet().isEmpty() ? table.file() : table.file() + ", sheet " + table.sheet();
    }

    private void header(String text) {
        page.append("<th scope=\"col\">").append(text(text)).append("</th>");
    }

    private void row(Coverage.RowUse use) {
        page.append("<tr class=\"")
                .append(use.reach().name().toLowerCase(Locale.ROOT))
                .append("\"><th scope=\"row\">")
                .append(text(use.row().id()))
                .append("</th>");
        List.of(
                        use.reach().words(),
                        Integer.toString(use.decided()),
                        Integer.toString(use.fitted()),
                        Integer.toString(use.nearMisses()))
                .forEach(this::cell);
        use.row().written().forEach(this::cell);
        use.row().outcomes().forEach(outcome -> cell(outcome == null ? "" : shown(outcome)));
        cell(use.row().because());
        page.append("</tr>\n");
    }

    private static String shown(Object outcome) {
        String text = outcome.toString();
        return outcome instanceof Double && text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private void cell(String text) {
        page.append("<td>").append(text(text)).append("</td>");
    }

    /** Text that is nothing but text, wherever it stands. */
    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("/report/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("part of the program cannot be read", e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
