package dev.headwater.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A suite of scenarios, as QA writes it in one file: YAML, JSON, .csv or .xlsx.
 *
 * @param file as the caller named it
 * @param suite the suite's name
 * @param scenarios at least one, in the author's order
 */
public record ScenarioFile(String file, String suite, List<Scenario> scenarios) {

    public ScenarioFile {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * Reads a file, or tells all that is wrong with it at once.
     *
     * @param file what to call it in messages
     * @param content its bytes
     */
    public static Reading read(String file, byte[] content) {
        List<ScenarioFlaw> flaws = new ArrayList<>();
        ScenarioFile read = new ScenarioFileReader(file, flaws).read(content);
        return read == null || !flaws.isEmpty() ? new Refused(flaws) : new Read(read);
    }

    /** What came of reading a file. */
    public sealed interface Reading {}

    /** The file can be run. */
    public record Read(ScenarioFile file) implements Reading {}

    /**
     * The file cannot be run.
     *
     * @param flaws at least one, in the order in which they stand in the file
     */
    public record Refused(List<ScenarioFlaw> flaws) implements Reading {
        public Refused {
            flaws = flaws.stream().sorted(ScenarioFlaw.BY_PLACE).toList();
        }
    }
}
