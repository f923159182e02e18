package dev.headwater.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Resolution;
import dev.headwater.lead.LeadContext;
import dev.headwater.signal.Leads;
import dev.headwater.signal.Signals;
import dev.headwater.table.Flaw;
import dev.headwater.touch.TouchHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped rules in a folder of their own, edited as people edit them. */
class LiveRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final LeadContext FROM_PROMOTION =
            Leads.visit("https://acme.example/", "https://news.fresh-site.example/");

    @TempDir
    Path home;

    private Path folder;

    @BeforeEach
    void theShippedRulesInAFolder() throws IOException {
        folder = home.resolve("rules");
        copy(Path.of("rules"), folder);
    }

    @Test
    void aSavedListIsLiveWithoutARestart() throws IOException {
        try (LiveRules rules = live()) {
            assertThat(resolve(rules).channel().name()).isEqualTo("Referral");
            append("lists/hosts.csv", "news.fresh-site.example,google,,headwater\n");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(resolve(rules).channel().name()).isEqualTo("Organic Search"));
            assertThat(rules.state().loads()).isEqualTo(2);
        }
    }

    @Test
    void aSoundChangeThatTheGateRefusesChangesNothingAndIsTold() throws IOException {
        Flaw objection = Flaw.in("rules/lists/hosts.csv", "Somebody objects.", null);
        RuleGate gate = (inForce, next) -> inForce == null ? List.of() : List.of(objection);
        try (LiveRules rules = new LiveRules(folder, InstantSource.fixed(NOW), gate)) {
            String before = rules.get().revision();
            append("lists/hosts.csv", "news.fresh-site.example,google,,headwater\n");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(rules.state().lastRefused()).isNotNull());
            assertThat(rules.state().lastRefused())
                    .extracting(LiveRules.Refused::flaws)
                    .asInstanceOf(InstanceOfAssertFactories.list(Flaw.class))
                    .contains(objection);
            assertThat(rules.get().revision()).isEqualTo(before);
            assertThat(rules.state().refusedLoads()).isEqualTo(1);
        }
    }

    @Test
    void aBrokenTableChangesNothingAndIsTold() throws IOException {
        try (LiveRules rules = live()) {
            String before = rules.get().revision();
            Files.writeString(folder.resolve("channel.xlsx"), "this is no workbook");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(rules.state().lastRefused()).isNotNull());
            assertThat(rules.get().revision()).isEqualTo(before);
            assertThat(rules.state().refusedLoads()).isEqualTo(1);
            assertThat(flawsOf(rules)).extracting(Flaw::file).contains("rules/channel.xlsx");
            assertThat(resolve(rules).channel().name()).isEqualTo("Referral");
        }
    }

    @Test
    void aTableMendedAgainClearsTheRefusal() throws IOException {
        try (LiveRules rules = live()) {
            String before = rules.get().revision();
            Files.writeString(folder.resolve("channel.xlsx"), "this is no workbook");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(rules.state().lastRefused()).isNotNull());
            Files.copy(
                    Path.of("rules/channel.xlsx"), folder.resolve("channel.xlsx"), StandardCopyOption.REPLACE_EXISTING);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(rules.state().lastRefused()).isNull());
            assertThat(rules.get().revision()).isEqualTo(before);
            assertThat(rules.state().loads()).isEqualTo(1);
        }
    }

    @Test
    void aLockFileOfASpreadsheetProgramIsNoChange() throws Exception {
        try (LiveRules rules = live()) {
            Files.writeString(folder.resolve("~$channel.xlsx"), "somebody");
            Thread.sleep(1_000);
            assertThat(rules.state().loads()).isEqualTo(1);
            assertThat(rules.state().lastRefused()).isNull();
        }
    }

    @Test
    void rulesBrokenFromTheBeginningServeNothingUntilTheyAreMended() throws IOException {
        Files.delete(folder.resolve("channel.xlsx"));
        try (LiveRules rules = live()) {
            assertThat(rules.state().active()).isNull();
            assertThat(flawsOf(rules)).isNotEmpty();
            Files.copy(Path.of("rules/channel.xlsx"), folder.resolve("channel.xlsx"));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(rules.state().active()).isNotNull());
        }
    }

    private static List<Flaw> flawsOf(LiveRules rules) {
        LiveRules.Refused refused = rules.state().lastRefused();
        return refused == null ? List.of() : refused.flaws();
    }

    private LiveRules live() {
        return new LiveRules(folder, InstantSource.fixed(NOW));
    }

    private static Resolution resolve(LiveRules rules) {
        RuleSet active = rules.get();
        return active.decide(Signals.of(FROM_PROMOTION, TouchHistory.EMPTY, active.catalog(), NOW), Explain.SUMMARY);
    }

    private void append(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, Files.readString(path) + text);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                try {
                    Path target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
