package dev.headwater.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.decision.Explain;
import dev.headwater.rules.RuleSetLoader.Loaded;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Flaw;
import dev.headwater.table.Flaw.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSetLoaderTest {
    private static final String CHANNELS = """
            id,name,kind,about
            direct,Direct,online,
            unknown,Unknown,unknown,
            paid-search,Paid Search,online,
            email,Email,online,
            event,Event,offline,
            purchased-list,Purchased List,offline,
            unassigned,Unassigned,unknown,
            """;

    private static List<String> errors(TestRules rules) {
        return rules.load().flaws().stream()
                .filter(flaw -> flaw.severity() == Severity.ERROR)
                .map(flaw -> flaw.toString().replace(System.lineSeparator(), "\n"))
                .toList();
    }

    @Test
    void soundFilesGiveARuleSetNamedByTheirContent() {
        TestRules files = new TestRules();
        Loaded loaded = files.load();
        RuleSet rules = loaded.orThrow();

        assertThat(loaded.flaws()).noneMatch(flaw -> flaw.severity() == Severity.ERROR);
        assertThat(rules.revision()).isEqualTo(RuleSetRevision.of(files.files()));
        assertThat(rules.tables())
                .extracting(DecisionTable::name)
                .containsExactly("Source", "Channel", "Intent", "Tier");
        rules.close();
    }

    @Test
    void whatIsWrongInTablesAndInEngineersFilesIsToldAtOnceAndNothingIsLoaded() {
        TestRules broken = new TestRules()
                .with("channel.csv", TestRules.CHANNEL.replace("search,paid,", "search,payed,"))
                .with("conflicts.drl", """
                        package rules.conflicts
                        import dev.headwater.rules.Judgement
                        rule "x"
                        when
                            Judgement()
                        then
                            nothing();
                        end
                        """);

        assertThat(broken.load().ruleSet()).isNull();
        assertThat(errors(broken))
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("rules/channel.csv, cell D8: \"payed\" is not"),
                        second -> assertThat(second)
                                .isEqualTo(
                                        "rules/conflicts.drl, line 7: Rule \"x\": The method nothing() is undefined here."));
        assertThatThrownBy(() -> broken.load().orThrow())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("payed")
                .hasMessageContaining("nothing()");
    }

    @Test
    void anErrorFoundWhileReadingTheFolderRefusesTheLoadAndAWarningDoesNot() {
        Map<String, byte[]> files = new TestRules().files();
        Flaw error = Flaw.in("rules/x.csv", "It cannot be read.", null);
        Flaw warning = Flaw.warningIn("rules/x.csv", "It is odd.", null);

        assertThat(RuleSetLoader.load(files, List.of(error)).ruleSet()).isNull();
        assertThat(RuleSetLoader.load(files, List.of(error)).flaws()).contains(error);
        Loaded loaded = RuleSetLoader.load(files, List.of(warning));
        assertThat(loaded.flaws()).contains(warning);
        loaded.orThrow().close();
    }

    @Test
    void noFilesAtAllAreRefusedWithoutAStackTrace() {
        Loaded loaded = RuleSetLoader.load(Map.of());

        assertThat(loaded.ruleSet()).isNull();
        assertThat(loaded.flaws()).isNotEmpty();
    }

    @Test
    void theListOfChannelsIsChecked() {
        TestRules rules = new TestRules()
                .with(
                        "lists/channels.csv",
                        CHANNELS.replace("unassigned,", "unassigned-2,")
                                + "event,Second Event,offline,\nnew,Newest,sideways,\nother,EMAIL,online,\n,No id,online,\n");

        assertThat(errors(rules))
                .contains(
                        "rules/lists/channels.csv: There is no channel with the id \"unassigned\".\n"
                                + "  It takes the leads that no row of the table Channel knows",
                        "rules/lists/channels.csv, cell A9: The id \"event\" stands above already.",
                        "rules/lists/channels.csv, cell C10: \"sideways\" is not a kind of channel.\n"
                                + "  A kind is one of: online, offline, unknown",
                        "rules/lists/channels.csv, cell B11: The channel \"EMAIL\" stands above already.",
                        "rules/lists/channels.csv, cell A12: The channel has no id.");
    }

    @Test
    void aDictionaryThatAllowsWhatNoCodeKnowsIsFoundOut() {
        TestRules rules = new TestRules();
        String dictionary =
                new String(rules.files().get("rules/dictionary.csv"), java.nio.charset.StandardCharsets.UTF_8);
        rules.with(
                        "dictionary.csv",
                        dictionary
                                .replace("|earlier-touch|nothing", "|earlier-touch|hunch|nothing")
                                .replace("High|Medium|Low", "High|Medium|Low|Hot"))
                .with("source.csv", TestRules.SOURCE.replace("known,,,,promo-code", "known,,,,hunch"))
                .with("tier.csv", TestRules.TIER.replace(">= 30,High", ">= 30,Hot"));

        assertThat(errors(rules))
                .containsExactly(
                        "rules/source.csv, cell F6: \"hunch\" is not a kind of evidence, or \"nothing\".",
                        "rules/tier.csv, cell C6: \"Hot\" is not one of High, Medium and Low.");
    }

    @Test
    void anEngineersFileInASubfolderIsRefusedAndNotPassedOver() {
        TestRules rules = new TestRules().with("lists/own.drl", "package x\n");

        assertThat(errors(rules))
                .containsExactly(
                        "rules/lists/own.drl: Rules of engineers stand in the folder of rules itself, not in one below.\n  Move the file up");
    }

    @Test
    void aTableOfThousandRowsHasThousandRules() {
        StringBuilder channel =
                new StringBuilder("Decision table,Channel\nHit policy,First match\n\nID,WHEN,THEN\n,Source,Channel\n");
        for (int i = 0; i < 1_000; i++) {
            channel.append("r").append(i).append(",source ").append(i).append(",Event\n");
        }
        RuleSet rules = new TestRules()
                .with("channel.csv", channel + "last,,Unassigned\n")
                .ruleSet();
        TestRules.Lead lead = new TestRules.Lead()
                .value("clickId", "x")
                .evidence(TestRules.click(
                        "x", "x", "Source 777", "search", "x", dev.headwater.signal.Evidence.Cost.EITHER));

        assertThat(rules.decide(lead.signals(), Explain.SUMMARY)
                        .because()
                        .get(1)
                        .id())
                .isEqualTo("r777");
        rules.close();
    }

    @Test
    void aDecisionTableOfDroolsOwnIsRefusedByNameAndAListThatOnlySoundsLikeOneIsNot() {
        assertThat(new TestRules().with("pricing.drl.csv", "RuleSet,rules\n").flaws())
                .singleElement()
                .asString()
                .startsWith("rules/pricing.drl.csv: This is a decision table in Drools' own format")
                .contains(".drl file");
        assertThat(new TestRules().with("lists/drl.csv", "name\nx\n").load().ruleSet())
                .isNotNull();
    }
}
