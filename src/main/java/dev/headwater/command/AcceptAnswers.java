package dev.headwater.command;

import dev.headwater.scenario.Accepted;
import dev.headwater.scenario.RunResult;
import dev.headwater.scenario.ScenarioRun;
import dev.headwater.scenario.SuiteResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what was answered into scenario files, and shows what that changes. */
final class AcceptAnswers {
    private final PrintWriter out;
    private final PrintWriter err;

    AcceptAnswers(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    void into(RunResult run, ScenarioRun scenarios) throws IOException {
        for (SuiteResult suite : run.suites()) {
            if (suite.failed() > 0) {
                into(suite, scenarios);
            }
        }
        out.flush();
        err.flush();
    }

    private void into(SuiteResult suite, ScenarioRun scenarios) throws IOException {
        Path path = Path.of(suite.file().file());
        boolean table = suite.results().stream()
                .anyMatch(result -> result.scenario().place().cell() != null);
        String text = table ? "" : Files.readString(path);
        Accepted accepted = Accepted.into(text, suite, scenarios::run);
        accepted.refused().forEach(err::println);
        if (accepted.accepted() > 0) {
            Files.writeString(path, accepted.text());
            out.println();
            out.println(suite.file().file() + ": " + accepted.accepted()
                    + (accepted.accepted() == 1 ? " value accepted" : " values accepted"));
            show(text.lines().toList(), accepted.text().lines().toList());
        }
    }

    /** Values are replaced within their lines, so that both texts have the same lines but for those. */
    private void show(List<String> before, List<String> after) {
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                out.println("  line " + (i + 1));
                out.println("  - " + before.get(i).strip());
                out.println("  + " + after.get(i).strip());
            }
        }
    }
}
