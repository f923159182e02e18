package dev.headwater.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.RuleDescr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of evidence must not depend on anything else: of all that engineers can write, little is that plain. */
class RepeatableTest {
    private static final String CLICK = "$click : EvidenceFact( kind == \"click-id\", network != null )";
    private static final String TELL = "$judgement.conflict( \"a-conflict\", \"The click of \" + $click.getValue() );";

    private static boolean repeatable(String conditions, String consequence) {
        return Repeatable.all(rules(conditions, consequence));
    }

    private static List<RuleDescr> rules(String conditions, String consequence) {
        List<Flaw> flaws = new ArrayList<>();
        String text =
                "package rules.own\n\nimport dev.headwater.rules.EvidenceFact\nimport dev.headwater.rules.Judgement\n\n"
                        + "rule \"one\"\nwhen\n" + conditions + "\nthen\n" + consequence + "\nend\n";
        DrlFile file = requireNonNull(DrlFile.read("own.drl", text.getBytes(UTF_8), flaws), flaws::toString);
        return file.rules();
    }

    @Test
    void theShippedRulesLookAtEvidenceAlone() {
        List<RuleDescr> rules = new ArrayList<>();
        new TestRules().files().forEach((name, content) -> {
            if (name.endsWith(".drl")) {
                rules.addAll(requireNonNull(DrlFile.read(name, content, new ArrayList<>()))
                        .rules());
            }
        });
        assertThat(rules).isNotEmpty();
        assertThat(Repeatable.all(rules)).isTrue();
        assertThat(Repeatable.whateverTheValues(rules)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLICK,
                CLICK + "\nEvidenceFact( kind == \"referrer\", category == \"value\" )",
                CLICK + "\nEvidenceFact( kind == \"referrer\", network != $click.network, $values : medium )"
            })
    void whichRulesFireIsTheSameForAllValuesWhereNoConditionNamesThem(String conditions) {
        assertThat(Repeatable.whateverTheValues(rules("$judgement : Judgement()\n" + conditions, TELL)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$click : EvidenceFact( value == \"gclid\" )",
                "$click : EvidenceFact( kind == \"click-id\", $value : value )",
                CLICK + "\nEvidenceFact( kind == \"referrer\", medium == $click.getValue() )",
                CLICK + "\nnot EvidenceFact( kind == \"referrer\", medium == $click.value )",
                CLICK + "\nEvidenceFact( kind == \"referrer\", ( \"\" + $click ) == medium )",
                "click : EvidenceFact()\n( EvidenceFact( medium == \"\" + click ) or EvidenceFact() )"
            })
    void andNotWhereOneDoesOrNamesEvidenceAsAWhole(String conditions) {
        assertThat(Repeatable.whateverTheValues(rules("$judgement : Judgement()\n" + conditions, TELL)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CLICK,
                CLICK + "\nEvidenceFact( kind == \"referrer\", network not in ( \"System\", \"now()\" ) )",
                CLICK + "\nnot EvidenceFact( kind == \"campaign-tags\", network == $click.network )",
                CLICK + "\n( EvidenceFact( kind == \"referrer\" ) or EvidenceFact( medium == \"cpc\" ) )"
            })
    void aRuleThatComparesPropertiesOfEvidenceIsRepeatable(String conditions) {
        assertThat(repeatable("$judgement : Judgement()\n" + conditions, TELL)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$judgement : Judgement( signal( \"tagMediumClass\" ) == \"paid\" )\n" + CLICK,
                "$judgement : Judgement()\n" + CLICK + "\neval( System.currentTimeMillis() > 0 )",
                "$judgement : Judgement()\n$click : EvidenceFact( value == java.lang.System.lineSeparator )",
                "$judgement : Judgement()\n$click : EvidenceFact( Math.random() > 0.5 )",
                "$judgement : Judgement()\n$click : EvidenceFact( class.name == \"x\" )",
                "$judgement : Judgement()\n" + CLICK + "\nString()",
                "$judgement : Judgement()\n" + CLICK + "\n$more : EvidenceFact() from $click",
                "$judgement : Judgement()\n" + CLICK + "\naccumulate( $e : EvidenceFact(); $n : count( $e ) )"
            })
    void aRuleWhoseConditionsLookFurtherIsNot(String conditions) {
        assertThat(repeatable(conditions, TELL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$judgement.conflict( \"a\", String.valueOf( $judgement.signal( \"attributes.companySize\" ) ) );",
                "$judgement.conflict( \"a\", \"at \" + System.nanoTime() );",
                "$judgement.conflict( \"a\", \"at \" + new java.util.Date() );",
                "$judgement.conflict( \"a\", Counter.next );",
                "$judgement.conflict( \"a\", \"\\\"\" + Counter.next + \"\\\"\" );",
                "insert( $click.getValue() ); $judgement.conflict( \"a\", \"b\" );",
                "$judgement.conflict( \"a\", \"b\" ); drools.halt();",
                "$judgement.conflict( \"a\", $click.getClass().getName() );"
            })
    void aRuleWhoseConsequenceDoesMoreThanTellIsNot(String consequence) {
        assertThat(repeatable("$judgement : Judgement()\n" + CLICK, consequence))
                .isFalse();
    }
}
