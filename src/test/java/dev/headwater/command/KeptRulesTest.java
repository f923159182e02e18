package dev.headwater.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.rules.EngineerTables;
import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.DecisionTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules between two passes of {@code test --watch}. */
class KeptRulesTest {
    private static final String LIST = "lists/attribution-models.csv";

    @TempDir
    private Path folder;

    private final StringWriter told = new StringWriter();

    @Test
    void onlyWhatASaveChangedIsBuiltAgain() throws IOException {
        copyShipped();
        try (KeptRules kept = new KeptRules(folder, EngineerTables.REFUSED)) {
            RuleSet first = open(kept);
            assertThat(open(kept)).as("nothing was saved").isSameAs(first);
            List<DecisionTable> tables = first.tables();

            Files.writeString(folder.resolve(LIST), "\n", StandardOpenOption.APPEND);
            RuleSet second = open(kept);

            assertThat(second.revision()).isNotEqualTo(first.revision());
            assertThat(second.tables()).hasSameSizeAs(tables);
            for (int i = 0; i < tables.size(); i++) {
                assertThat(second.tables().get(i)).isSameAs(tables.get(i));
            }
        }
    }

    @Test
    void aRefusedSaveIsToldAndTheNextSoundOneRuns() throws IOException {
        copyShipped();
        try (KeptRules kept = new KeptRules(folder, EngineerTables.REFUSED)) {
            String revision = open(kept).revision();
            byte[] sound = Files.readAllBytes(folder.resolve(LIST));

            Files.writeString(folder.resolve(LIST), "nonsense\n");
            assertThat(kept.open(new PrintWriter(told))).isNull();
            assertThat(told.toString()).contains(LIST).contains("are refused");

            Files.write(folder.resolve(LIST), sound);
            assertThat(open(kept).revision()).isEqualTo(revision);
        }
    }

    private RuleSet open(KeptRules kept) {
        return Objects.requireNonNull(kept.open(new PrintWriter(told)), told::toString);
    }

    private void copyShipped() throws IOException {
        for (Map.Entry<String, byte[]> file :
                RuleFiles.in(Path.of("rules"), new ArrayList<>()).entrySet()) {
            Path copy = folder.resolve(file.getKey().substring("rules/".length()));
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.write(copy, file.getValue());
        }
    }
}
