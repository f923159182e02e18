package dev.headwater.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.headwater.decision.Explain;
import dev.headwater.signal.Evidence.Cost;
import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.HitPolicy;
import dev.headwater.table.Text;
import dev.headwater.table.WordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever stands in a cell is that very text to the engine, or is refused; nothing of it ever runs. */
class HostileTextTest {
    private static final String MARK = "headwater.owned";
    private static final String RUN = "System.setProperty(\"" + MARK + "\", \"yes\")";

    private static final List<String> TEXTS = List.of(
            RUN,
            "\"); " + RUN + "; (\"",
            "\" || " + RUN + " != \"",
            "\\\"); " + RUN + "; //",
            "\\u0022); " + RUN + "; (\\u0022",
            "\\\\u0022); " + RUN + "; //",
            "x\") then " + RUN + "; end rule \"y\" when TableFact() then " + RUN + "; end //",
            "\"\nend\nrule \"z\" when eval(" + RUN + " == null) then end //",
            "@{" + RUN + "}",
            "${" + RUN + "}",
            "#{" + RUN + "}",
            "$fact",
            "$fact.matched(0)",
            "meets(0)",
            "*/ " + RUN + "; /*",
            "/*",
            "//",
            "# comment",
            "eval(true)",
            "this == null",
            "null",
            "true",
            "empty",
            "end",
            "then",
            "rule",
            "Runtime.getRuntime().exec(\"id\")",
            "java.lang.Runtime.getRuntime().halt(3)",
            "System.exit(3)",
            "new java.io.File(\"x\")",
            "\"",
            "\"\"",
            "\"\"\"",
            "'",
            "''",
            "\\",
            "\\\\",
            "\\\"",
            "\\n",
            "\\u000a",
            "\\x41",
            "\\101",
            "%s %d %n",
            "a\nb",
            "a\rb",
            "a\r\nb",
            "a\tb",
            "a\fb",
            "a\u0000b",
            "a\u0085b",
            "a\u2028b",
            "a\u2029b",
            "\uFEFFa",
            "a\u200Bb",
            "\u202Eevil\u202C",
            "\u2066a\u2069",
            "\uD800",
            "\uDC00",
            "\uD83D\uDE00",
            "\uFFFF",
            "\u201Cq\u201D",
            "größe",
            "日本語",
            "` id `",
            "a, b",
            "(a)",
            "[a]",
            "{a}",
            "<a>",
            "a && b",
            "a ?: b",
            "~=",
            "x".repeat(40_000));

    @AfterEach
    void nothingRan() {
        assertThat(System.getProperty(MARK)).isNull();
    }

    private static Row row(int index, Condition condition) {
        return new Row(index + 1, "r" + index, List.of(condition), List.of("cell"), List.of(), "", null, null);
    }

    private static DecisionTable table(String file, String sheet, List<Row> rows) {
        Column column = new Column(RandomTables.word("attributes.text", WordType.TEXT), 1);
        return new DecisionTable("Hostile", file, sheet, HitPolicy.ALL_MATCHES, "", List.of(column), List.of(), rows);
    }

    /** For each text, as a value, the rows that fit it; the last entry is for a missing value. */
    private static List<int[]> ask(DecisionTable table) {
        Slots slots = new Slots(List.of(table));
        TableRules rules = new TableRules(table);
        RowMatcher matcher = new EngineMatcher(rules, TableNetwork.of(rules.rules()), slots);
        List<int[]> found = new ArrayList<>();
        for (int i = 0; i <= TEXTS.size(); i++) {
            @Nullable Object[] values = {i < TEXTS.size() ? TEXTS.get(i) : null};
            found.add(matcher.match(values));
        }
        return found;
    }

    private static List<Row> rows(java.util.function.Function<String, Condition> condition) {
        return IntStream.range(0, TEXTS.size())
                .mapToObj(i -> row(i, condition.apply(TEXTS.get(i))))
                .toList();
    }

    @Test
    void eachTextIsEqualToItselfAndToNothingElse() {
        List<int[]> found = ask(table("rules/x.csv", "", rows(text -> new Condition.OneOf(List.of(text)))));

        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(found.get(i)).as(TEXTS.get(i)).containsExactly(i);
        }
        assertThat(found.get(TEXTS.size())).isEmpty();
    }

    @Test
    void eachTextInAListIsItself() {
        List<int[]> found = ask(
                table("rules/x.csv", "", rows(text -> new Condition.OneOf(List.of("one that nobody sends", text)))));

        for (int i = 0; i < TEXTS.size(); i++) {
            assertThat(found.get(i)).as(TEXTS.get(i)).containsExactly(i);
        }
    }

    @Test
    void eachTextThatIsRuledOutRulesOutItselfAlone() {
        for (List<String> more : List.of(List.<String>of(), List.of("one that nobody sends"))) {
            List<int[]> found = ask(table("rules/x.csv", "", rows(text -> {
                List<String> texts = new ArrayList<>(more);
                texts.add(text);
                return new Condition.NoneOf(texts);
            })));

            for (int i = 0; i < TEXTS.size(); i++) {
                int itself = i;
                assertThat(found.get(i))
                        .as(TEXTS.get(i))
                        .hasSize(TEXTS.size() - 1)
                        .doesNotContain(itself);
            }
            assertThat(found.get(TEXTS.size())).hasSize(TEXTS.size());
        }
    }

    @Test
    void eachTextAsAPatternOrANamedListIsItself() {
        DecisionTable table = table(
                "rules/x.csv",
                "",
                rows(text -> text.length() % 2 == 0
                        ? new Condition.Like(text, Pattern.compile("^" + Pattern.quote(text) + "$", Pattern.DOTALL))
                        : new Condition.InList(text, Set.of(text))));

        List<int[]> found = ask(table);
        for (int i = 0; i < TEXTS.size(); i++) {
            if (!Character.isSurrogate(TEXTS.get(i).charAt(0))) {
                assertThat(found.get(i)).as(TEXTS.get(i)).contains(i);
            }
        }
    }

    @Test
    void aSheetOrAFileMayBeCalledAnything() {
        for (String name : TEXTS) {
            assertThat(ask(table("rules/x.xlsx", name, List.of(row(0, new Condition.Known()))))
                            .get(0))
                    .containsExactly(0);
        }
    }

    @Test
    void aSignalOfAnAppMayBeCalledAnything() {
        List<String> names = List.of(
                "attributes." + RUN,
                "attributes.a\"b",
                "attributes.größe",
                "attributes.class",
                "attributes.in",
                "attributes.eMail",
                "attributes.e-mail",
                "attributes.e mail",
                "attributes.$1",
                "attributes.this",
                "attributes.x\ny");
        List<Column> columns = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        for (String name : names) {
            columns.add(new Column(RandomTables.word(name, WordType.TEXT), columns.size() + 1));
            conditions.add(new Condition.OneOf(List.of(name)));
        }
        Row row = new Row(9, "r", conditions, names, List.of(), "", null, null);
        DecisionTable table = new DecisionTable(
                "Hostile", "rules/x.csv", "", HitPolicy.FIRST_MATCH, "", columns, List.of(), List.of(row));
        Slots slots = new Slots(List.of(table));
        TableRules rules = new TableRules(table);

        assertThat(new EngineMatcher(rules, TableNetwork.of(rules.rules()), slots).match(names.toArray()))
                .containsExactly(0);
    }

    @Test
    void throughAFileEachTextIsAFlawOrDecidesItsOwnLeadAlone() {
        TestRules rules = new TestRules();
        // What makes the file as a whole no text is for the reader of files to refuse.
        List<String> texts = TEXTS.stream()
                .filter(text -> text.matches("[^\\x00-\\x08\\x0B-\\x0C\\uD800-\\uDFFF\\uFFFF]{1,1000}"))
                .toList();
        List<String> refused = rules.with("channel.csv", channels(texts, List.of())).load().flaws().stream()
                .peek(flaw -> assertThat(flaw.file()).isEqualTo("rules/channel.csv"))
                .map(flaw -> Objects.requireNonNull(flaw.cell()).replaceAll("\\D", ""))
                .map(line -> "x" + (Integer.parseInt(line) - 6))
                .distinct()
                .toList();
        assertThat(refused).isNotEmpty();
        RuleSet decided = rules.with("channel.csv", channels(texts, refused)).ruleSet();
        List<String> folded = IntStream.range(0, texts.size())
                .mapToObj(i -> refused.contains("x" + i) ? "" : Text.fold(texts.get(i)))
                .toList();
        int own = 0;
        for (int i = 0; i < texts.size(); i++) {
            if (!refused.contains("x" + i)) {
                // Blanks of every kind are the same blank, so some of these are the same text.
                int first = folded.indexOf(folded.get(i));
                assertThat(channelRow(decided, texts.get(i))).as(texts.get(i)).isEqualTo("x" + first);
                own++;
            }
        }
        assertThat(own).isGreaterThan(40);
        assertThat(channelRow(decided, "anything else")).isEqualTo("last");
        decided.close();
    }

    /** A row for each text; the IDs of those left out stand in for them, so that lines stay what they are. */
    private static String channels(List<String> texts, List<String> leftOut) {
        StringBuilder table =
                new StringBuilder("Decision table,Channel\nHit policy,First match\n\nID,WHEN,THEN\n,Source,Channel\n");
        for (int i = 0; i < texts.size(); i++) {
            String text = leftOut.contains("x" + i) ? "left out " + i : texts.get(i);
            // Quoted twice: once for the cell's grammar, once for the file.
            String quoted = "\"" + text.replace("\"", "\"\"") + "\"";
            table.append("x")
                    .append(i)
                    .append(",\"")
                    .append(quoted.replace("\"", "\"\""))
                    .append("\",Event\n");
        }
        return table.append("last,,Unassigned\n").toString();
    }

    private static String channelRow(RuleSet rules, String source) {
        var lead = new TestRules.Lead()
                .value("clickId", Text.fold(source))
                .evidence(TestRules.click("x", "x", source, "search", "x", Cost.EITHER));
        return rules.decide(lead.signals(), Explain.FULL).because().get(1).id();
    }
}
