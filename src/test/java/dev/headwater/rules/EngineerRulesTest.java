package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static dev.headwater.rules.TestRules.tags;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.decision.Conflict;
import dev.headwater.decision.Explain;
import dev.headwater.rules.TestRules.Lead;
import dev.headwater.table.Flaw;
import dev.headwater.table.Flaw.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The {@code .drl} files of engineers: what they can do, and how their mistakes are told. */
class EngineerRulesTest {
    private static final String HEAD = """
            package rules.test

            import dev.headwater.rules.EvidenceFact
            import dev.headwater.rules.Judgement

            """;

    private static TestRules rules(String drl) {
        return new TestRules().without("conflicts.drl").with("own.drl", drl);
    }

    /** The errors of a file whose rules begin on line 6. */
    private static String errors(String drl) {
        return String.join(
                "\n",
                rules(HEAD + drl).load().flaws().stream()
                        .filter(flaw -> flaw.severity() == Severity.ERROR)
                        .map(flaw -> flaw.toString().replace(System.lineSeparator(), "\n"))
                        .toList());
    }

    private static List<Conflict> conflicts(RuleSet rules, Lead lead) {
        return rules.decide(lead.signals(), Explain.NONE).conflicts();
    }

    @Test
    void aRuleSeesSignalsAndTheAbsenceOfEvidenceOnceForEachLead() {
        RuleSet rules = rules(HEAD + """
                        rule "a big company from nowhere"
                        when
                            $judgement : Judgement( signal( "attributes.companySize" ) != null )
                            not EvidenceFact()
                        then
                            $judgement.conflict( "medium-conflict", "of size " + $judgement.signal( "attributes.companySize" ) );
                        end
                        """).ruleSet();
        Lead nobody = new Lead().value("attributes.companySize", 5000.0);

        for (int i = 0; i < 3; i++) {
            assertThat(conflicts(rules, nobody)).extracting(Conflict::text).containsExactly("of size 5000.0");
            assertThat(conflicts(rules, new Lead())).isEmpty();
            assertThat(conflicts(rules, googleAd().value("attributes.companySize", 1.0)))
                    .isEmpty();
        }
        rules.close();
    }

    @Test
    void aRuleOfOneKindOfEvidenceIsAskedOfLeadsThatHaveItAlone() {
        RuleSet rules = rules(HEAD + """
                        rule "a click"
                        when
                            $judgement : Judgement()
                            $click : EvidenceFact( kind == "click-id", network == "google" )
                        then
                            $judgement.conflict( "medium-conflict", $click.getValue() );
                        end
                        rule "tags without a click"
                        when
                            $judgement : Judgement()
                            EvidenceFact( kind == "campaign-tags" )
                            not EvidenceFact( kind == "click-id" )
                        then
                            $judgement.conflict( "source-conflict", "no click" );
                        end
                        """).ruleSet();

        assertThat(conflicts(rules, googleAd())).extracting(Conflict::text).containsExactly("gclid");
        assertThat(conflicts(rules, new Lead().evidence(tags("news", null, "email", "email"))))
                .extracting(Conflict::text)
                .containsExactly("no click");
        assertThat(conflicts(rules, new Lead())).isEmpty();
        rules.close();
    }

    @Test
    void aRuleThatNamesNoKindSeesAllEvidence() {
        RuleSet rules = rules(HEAD + """
                        rule "two of one network"
                        when
                            $judgement : Judgement()
                            $one : EvidenceFact( kind == "click-id" )
                            $other : EvidenceFact( this != $one, kind in ( "campaign-tags", "referrer" ) )
                        then
                            $judgement.conflict( "medium-conflict", $other.getKind() );
                        end
                        """).ruleSet();
        RuleSet byContext = rules(HEAD + """
                        rule "count"
                        when
                            $judgement : Judgement()
                        then
                            $judgement.conflict( "medium-conflict", "facts: " + kcontext.getKieRuntime().getFactCount() );
                        end
                        """).ruleSet();

        Lead tagged = googleAd().evidence(tags("google", "google", "cpc", "paid"));
        assertThat(conflicts(rules, tagged)).extracting(Conflict::text).containsExactly("campaign-tags");
        assertThat(conflicts(rules, googleAd())).isEmpty();
        assertThat(conflicts(byContext, tagged)).extracting(Conflict::text).containsExactly("facts: 3");
        rules.close();
        byContext.close();
    }

    @Test
    void whatARuleInsertsIsGoneForTheNextLead() {
        RuleSet rules = rules(HEAD + """
                        declare Seen
                            what : String
                        end
                        rule "note"
                        when
                            $judgement : Judgement()
                            $click : EvidenceFact( kind == "click-id" )
                        then
                            insert( new Seen( $click.getValue() ) );
                            insertLogical( new Seen( "derived" ) );
                        end
                        rule "tell"
                        when
                            $judgement : Judgement()
                            $seen : Seen()
                        then
                            $judgement.conflict( "source-conflict", "seen " + $seen.getWhat() );
                        end
                        """).ruleSet();

        for (int i = 0; i < 3; i++) {
            assertThat(conflicts(rules, googleAd()))
                    .extracting(Conflict::text)
                    .containsExactly("seen derived", "seen gclid");
            assertThat(conflicts(rules, new Lead())).isEmpty();
        }
        rules.close();
    }

    @Test
    void theSameConflictToldTwiceByARuleIsOne() {
        RuleSet rules = rules(HEAD + """
                        rule "twice"
                        when
                            $judgement : Judgement()
                            EvidenceFact()
                        then
                            $judgement.conflict( "source-conflict", "the same" );
                        end
                        """).ruleSet();

        assertThat(conflicts(rules, googleAd().evidence(tags("x", null, "y", null))))
                .hasSize(1);
        rules.close();
    }

    @Test
    void aConflictNamesTheLineOfItsRuleWithAndWithoutAByteOrderMark() {
        String drl = HEAD
                + "// a comment\nrule \"one\"\nwhen\n $j : Judgement()\nthen\n $j.conflict(\"source-conflict\", \"x\");\nend\n";
        for (String text : List.of(drl, "\uFEFF" + drl, drl.replace("\n", "\r\n"))) {
            RuleSet rules = rules(text).ruleSet();
            assertThat(conflicts(rules, new Lead()))
                    .extracting(conflict -> conflict.rule().toString())
                    .containsExactly("rules/own.drl!line 7");
            rules.close();
        }
    }

    @Test
    void rulesThatNeverComeToAnEndAreStoppedAndTheNextLeadIsFine() {
        RuleSet rules = rules(HEAD + """
                        rule "for ever"
                        when
                            $judgement : Judgement()
                            $click : EvidenceFact( kind == "click-id" )
                        then
                            update( $click );
                        end
                        """).ruleSet();

        assertThatThrownBy(() -> conflicts(rules, googleAd()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("10000 times");
        assertThat(conflicts(rules, new Lead())).isEmpty();
        rules.close();
    }

    @Test
    void aRuleThatThrowsSpoilsNothingForTheNextLead() {
        RuleSet rules = rules(HEAD + """
                        rule "careless"
                        when
                            $judgement : Judgement()
                            $click : EvidenceFact( kind == "click-id" )
                        then
                            $judgement.conflict( "source-conflict", $click.getNetwork().toUpperCase() );
                        end
                        """).ruleSet();
        Lead withoutNetwork = new Lead()
                .evidence(TestRules.click("x", "x", "X", "search", null, dev.headwater.signal.Evidence.Cost.PAID));

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> conflicts(rules, withoutNetwork)).isInstanceOf(RuntimeException.class);
            assertThat(conflicts(rules, googleAd())).extracting(Conflict::text).containsExactly("GOOGLE");
        }
        rules.close();
    }

    @Test
    void noFileAtAllMeansNoConflict() {
        RuleSet rules = new TestRules().without("conflicts.drl").ruleSet();

        assertThat(conflicts(rules, googleAd().evidence(tags("facebook", "meta", "email", "email"))))
                .isEmpty();
        rules.close();
    }

    @Test
    void anUnknownPropertyIsToldWithThoseThatThereAre() {
        assertThat(errors("""
                        rule "x"
                        when
                            $j : Judgement()
                            EvidenceFact( kindd == "click-id" )
                        then
                        end
                        """)).isEqualTo("""
                        rules/own.drl, line 9: Rule "x": kindd == "click-id": EvidenceFact has no "kindd".
                          An EvidenceFact has kind, value, sourceId, sourceName, category, network, medium, mediumClass and cost""");
    }

    @Test
    void anUnknownVariableIsToldOnItsLine() {
        assertThat(errors("""
                        rule "x"
                        when
                            $j : Judgement()
                            EvidenceFact( kind == "click-id" )
                            EvidenceFact( network == $network )
                        then
                        end
                        """))
                .startsWith(
                        "rules/own.drl, line 10: Rule \"x\": network == $network: EvidenceFact has no \"$network\".");
    }

    @Test
    void anUnknownFactIsToldWithThoseThatThereAre() {
        assertThat(errors("""
                        rule "x"
                        when
                            $j : Judgement()
                            Evidence( kind == "click-id" )
                        then
                        end
                        """)).isEqualTo("""
                        rules/own.drl, line 9: Rule "x": there is no fact "Evidence".
                          The facts are Judgement and EvidenceFact, of the package dev.headwater.rules""");
    }

    @Test
    void mistakesInAConsequenceAreToldOnTheirOwnLines() {
        assertThat(errors("""
                        rule "x"
                        when
                            $j : Judgement()
                        then

                            // a comment
                            $j.conflct( "a", "b" );

                            int number = "text";
                        end
                        """)).isEqualTo("""
                        rules/own.drl, line 12: Rule "x": The method conflct(String, String) is undefined for the type Judgement.
                        rules/own.drl, line 14: Rule "x": Type mismatch: cannot convert from String to int.""");
    }

    @Test
    void mistakesOfSeveralRulesAreToldTogether() {
        assertThat(errors("""
                        rule "x"
                        when
                            $j : Judgement()
                        then $j.conflict( "a" ); end
                        rule "y"
                        when
                            $j : Judgement()
                        then
                            foo();
                        end
                        """))
                .contains(
                        "rules/own.drl, line 9: Rule \"x\": The method conflict(String, String) in the type Judgement is not applicable")
                .contains("rules/own.drl, line 14: Rule \"y\": The method foo() is undefined here.");
    }

    @Test
    void whatDoesNotReadAsARuleIsToldWhereItStopsMakingSense() {
        assertThat(errors("rule \"x\"\nwhen\n    $j : Judgement(\n    EvidenceFact()\nthen\nend\n"))
                .isEqualTo("rules/own.drl, line 10: \"then\" is not expected here, in rule \"x\".");
        assertThat(errors("rule \"x\"\nwhen\n    EvidenceFact( kind = \"a\" )\nthen\nend\n"))
                .isEqualTo("rules/own.drl, line 8: \"=\" is not expected here, in rule \"x\".");
        assertThat(errors("ruel \"x\"\nwhen\nthen\nend\n"))
                .startsWith("rules/own.drl, line 6: \"ruel\" is not expected here");
        assertThat(errors("rule \"x\"\nwhen\n    $j : Judgement()\nthen\n    $j.conflict( \"a\", \"b\" );\n"))
                .startsWith("rules/own.drl, line 10: The file ends too soon, in rule \"x\".");
        assertThat(errors("rule \"x\"\nwhen\n    EvidenceFact( kind == \"a )\nthen\nend\n"))
                .isEqualTo(
                        "rules/own.drl, line 10: The file ends too soon.\n  A quote that opens on line 8 does not seem to be closed");
    }

    @Test
    void anImportOfNothingIsToldOnce() {
        assertThat(errors("""
                        import dev.acme.Nothing
                        rule "x"
                        when
                            $j : Judgement()
                        then
                            $j.conflict( "a", "b" );
                        end
                        """)).isEqualTo("""
                        rules/own.drl, line 6: There is no "dev.acme.Nothing" to import.
                          The facts are Judgement and EvidenceFact, of the package dev.headwater.rules""");
    }

    @Test
    void noMessageNamesWhatTheCompilerGenerated() {
        String all = errors("""
                function int twice( int number ) { return number * ; }
                rule "x y z"
                when
                    $j : Judgement()
                    eval( twice( "a" ) )
                    EvidenceFact( value.foo() == 3, this != $q )
                then
                    bar();
                    int i = twice( $j );
                end
                """);

        assertThat(all.lines())
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.matches("(rules/own\\.drl, line \\d+: |  ).*"));
        assertThat(all).doesNotContain("Rule_", "lambda", "Lambda", "defaultpkg", "\tat ", "[Error", "[Near");
    }

    @Test
    void whatWouldSilentlyNeverFireIsRefused() {
        assertThat(errors("""
                        global java.util.List things
                        rule "grouped" agenda-group "later"
                        when
                            $j : Judgement()
                        then
                        end
                        rule "timed" timer ( int: 1s )
                        when
                            $j : Judgement()
                        then
                        end
                        rule "alone"
                        when
                            not EvidenceFact()
                        then
                        end
                        """)).isEqualTo("""
                        rules/own.drl, line 6: The global "things" would never be set.
                          Rules here see the facts Judgement and EvidenceFact, and nothing else
                        rules/own.drl, line 7: Rule "grouped": agenda-group has no meaning here.
                          Leave it out: every rule is asked for every lead, at no particular time
                        rules/own.drl, line 12: Rule "timed": timer has no meaning here.
                          Leave it out: every rule is asked for every lead, at no particular time
                        rules/own.drl, line 17: Rule "alone" does not ask for the Judgement, so it would not be asked for every lead.
                          Begin its conditions with: $judgement : Judgement()""");
    }

    @Test
    void twoRulesOfOneNameAreRefusedWithinAFileAndAcrossFiles() {
        String rule = "rule \"x\"\nwhen\n    $j : Judgement()\nthen\nend\n";

        assertThat(errors(rule + rule))
                .isEqualTo("rules/own.drl, line 11: There is a rule \"x\" above already.\n  Rename one of them");
        assertThat(rules(HEAD + rule).with("other.drl", HEAD + rule).flaws())
                .anyMatch(flaw ->
                        flaw.startsWith("rules/own.drl, line 6: A rule \"x\" stands in rules/other.drl already."));
        assertThat(rules(HEAD + rule)
                        .with("other.drl", HEAD.replace("rules.test", "rules.other") + rule)
                        .load()
                        .ruleSet())
                .isNotNull();
    }

    @Test
    void aFileNeedsAPackageOfItsOwn() {
        String rule = "import dev.headwater.rules.Judgement\nrule \"x\"\nwhen\n    Judgement()\nthen\nend\n";

        assertThat(rules(rule).flaws())
                .anyMatch(flaw -> flaw.startsWith("rules/own.drl, line 1: The file names no package."));
        assertThat(rules("package dev.headwater.tables.source\n" + rule).flaws())
                .anyMatch(flaw -> flaw.startsWith(
                        "rules/own.drl, line 1: The package \"dev.headwater.tables.source\" is Headwater's own."));
    }

    @Test
    void aFileWithoutRulesOrWithoutTextIsTold() {
        assertThat(rules("// nothing yet\n").load().ruleSet()).isNotNull();
        assertThat(rules("// nothing yet\n").flaws()).contains("rules/own.drl: The file holds no rule.");
        TestRules latin = rules("");
        var files = latin.files();
        files.put("rules/own.drl", new byte[] {'/', '/', (byte) 0xE4});
        assertThat(RuleSetLoader.load(files).flaws())
                .extracting(Flaw::toString)
                .anyMatch(flaw -> flaw.startsWith("rules/own.drl: The file is not text in UTF-8."));
    }

    @Test
    void aConflictThatNoWordAsksForAndAWordThatNoConflictSetsAreTold() {
        assertThat(rules(
                                HEAD
                                        + "rule \"x\"\nwhen\n $j : Judgement()\nthen\n $j.conflict( \"sourc-conflict\", \"x\" );\nend\n")
                        .flaws())
                .containsExactlyInAnyOrder(
                        "rules/own.drl: The dictionary has no word for the conflict \"sourc-conflict\", so no table can ask about it."
                                + System.lineSeparator()
                                + "  Add a row to dictionary.csv with the signal conflict.sourc-conflict",
                        "rules/source.csv: \"Source conflict\" is always \"no\": no rule of a .drl file tells of it.");
    }
}
