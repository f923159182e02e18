package dev.headwater.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TableChecksTest {
    private static final Word CATEGORY = word("Source category", WordType.TEXT, "search", "social", "email");
    private static final Word CAMPAIGN = word("Campaign", WordType.TEXT);
    private static final Word TOUCHES = word("Touches", WordType.NUMBER);
    private static final Word LAST_TOUCH = word("Last touch", WordType.AGE);
    private static final Word TAGGED = word("Tagged", WordType.FLAG);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void aRowBelowOneThatFitsAllItFitsCanNeverDecide() {
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(CATEGORY, TAGGED), "search|", "search|yes", "|"))
                .containsExactly("A2: The row can never decide: row 1 above fits whatever it fits. / For example, "
                        + "a lead with Source category \"search\" and Tagged yes is decided by row 1. Delete the row, "
                        + "move it up, or narrow what stands above it");
    }

    @Test
    void aRowBelowOneThatLeavesItSomethingCanDecide() {
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(CATEGORY, TAGGED), "search|yes", "search|", "|"))
                .isEmpty();
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(TOUCHES), "> 3", ">= 3", ""))
                .isEmpty();
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(CAMPAIGN), "*shop", "*shop*", ""))
                .isEmpty();
    }

    @Test
    void severalRowsTogetherCanLeaveNothingToOneBelow() {
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(CATEGORY, TAGGED), "|yes", "|no", "|missing", "search|", "|"))
                .first()
                .asString()
                .startsWith("A4: The row can never decide: rows 1, 2 and 3 above together fit whatever it fits. / "
                        + "For example, a lead with Source category \"search\" is decided by row 3.");
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(CATEGORY, TAGGED), "|yes", "|no", "search|", "|"))
                .as("a missing flag is left")
                .isEmpty();
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(TOUCHES), "< 3", "3..7", "> 7", "known", ""))
                .hasSize(1);
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(TOUCHES), "< 3", "3..7", "> 8", "known", ""))
                .isEmpty();
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(LAST_TOUCH), "within 7 days", "> 7 days", "within 30 days", ""))
                .hasSize(1);
    }

    @Test
    void wildcardsAreHeldAgainstEachOtherExactly() {
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(CAMPAIGN), "*cp*", "cpc*", ""))
                .hasSize(1);
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(CAMPAIGN), "a*, b*", "*a*", "b*", ""))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("A3");
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(CAMPAIGN), "a*b", "a*", ""))
                .isEmpty();
    }

    @Test
    void regularExpressionsAreTriedAndNeverRefuseTheLoadByThemselves() {
        List<Flaw> flaws = flaws(
                HitPolicy.FIRST_MATCH,
                List.of(CAMPAIGN),
                "matches ^(.*(([^a-df-z]|^)shop|shopping).*)$",
                "matches ^shopping$",
                "matches ^a{2}b$",
                "");
        assertThat(flaws).hasSize(1);
        assertThat(flaws.get(0).severity()).isEqualTo(Flaw.Severity.WARNING);
        assertThat(flaws.get(0).remedy())
                .contains("Campaign \"shopping\" is decided by row 1")
                .endsWith("Patterns were judged by trying texts");
    }

    @Test
    void aRowThatAlwaysFitsBelongsAtTheEnd() {
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(CATEGORY), "search", "", "social", "email"))
                .containsExactly("A2: The row always fits, so that the 2 rows below it can never decide. / "
                        + "Move it to the end, or fill in its WHEN cells");
    }

    @Test
    void withoutALastRowTheLeadThatFitsNoneIsShown() {
        assertThat(check(HitPolicy.FIRST_MATCH, List.of(CATEGORY, TOUCHES), "search|", "|> 2", "social|0..2"))
                .containsExactly("A3: The table has no last row that always fits, and some leads fit no row. / "
                        + "For example, a lead with Source category \"email\" and Touches 0 fits none. "
                        + "Add a last row with nothing in its WHEN cells");
        assertThat(check(HitPolicy.ONLY_MATCH, List.of(TAGGED), "yes", "missing"))
                .containsExactly("A2: Some leads fit no row. / For example, a lead with Tagged no fits none. "
                        + "Add a row for what is left");
        assertThat(check(HitPolicy.ONLY_MATCH, List.of(TAGGED), "yes", "no", "missing"))
                .isEmpty();
        assertThat(check(HitPolicy.SUM_POINTS, List.of(TAGGED), "yes")).isEmpty();
    }

    @Test
    void rowsThatFitEveryLeadTodayStillWantALastRow() {
        List<Flaw> flaws = flaws(HitPolicy.FIRST_MATCH, List.of(TAGGED), "yes", "no", "missing");
        assertThat(flaws).hasSize(1);
        assertThat(flaws.get(0).severity()).isEqualTo(Flaw.Severity.WARNING);
    }

    @Test
    void twoRowsOfAnOnlyMatchTableMustNotFitTheSameLead() {
        assertThat(check(
                        HitPolicy.ONLY_MATCH,
                        List.of(CATEGORY, TOUCHES),
                        "search|>= 3",
                        "|< 3",
                        "|3",
                        "|> 3",
                        "|missing"))
                .containsExactly(
                        "A3: The row and row 1 can fit the same lead, but the hit policy is Only match. / For example, "
                                + "a lead with Source category \"search\" and Touches 3 fits both. Narrow one of them, "
                                + "or make the hit policy First match",
                        "A4: The row and row 1 can fit the same lead, but the hit policy is Only match. / For example, "
                                + "a lead with Source category \"search\" and Touches 4 fits both. Narrow one of them, "
                                + "or make the hit policy First match");
        assertThat(check(HitPolicy.ONLY_MATCH, List.of(CAMPAIGN), "a*", "*b", "missing"))
                .first()
                .asString()
                .contains("Campaign \"ab\" fits both");
    }

    @Test
    void datesAreHeldAgainstEachOtherToo() {
        Dates summer = new Dates(LocalDate.of(2026, 6, 1), LocalDate.of(2026, 8, 31));
        Dates july = new Dates(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 7, 31));
        Dates fromJuly = new Dates(LocalDate.of(2026, 7, 1), null);
        Dates always = new Dates(null, null);
        assertThat(told(flaws(HitPolicy.FIRST_MATCH, List.of(TAGGED), List.of(summer, july, always), "yes", "yes", "")))
                .first()
                .asString()
                .startsWith("A2: The row can never decide")
                .contains("a lead with Tagged yes on 2026-07-01 is decided by row 1");
        assertThat(flaws(HitPolicy.FIRST_MATCH, List.of(TAGGED), List.of(summer, fromJuly, always), "yes", "yes", ""))
                .isEmpty();
        assertThat(told(flaws(HitPolicy.FIRST_MATCH, List.of(TAGGED), List.of(always, summer), "yes", "")))
                .first()
                .asString()
                .contains("a lead with Tagged no on 2026-05-31 fits none");
    }

    @Test
    void aRowWhoseOwnCellsExcludeEachOtherCanNeverFit() {
        assertThat(check(HitPolicy.SUM_POINTS, List.of(TOUCHES, TOUCHES), ">= 3|< 3", ">= 3|<= 3"))
                .containsExactly("A1: The row can never fit: no Touches meets what it asks. / "
                        + "Change what it asks, or delete the row");
    }

    @Test
    void theRangeOfANumberIsAllThereIs() {
        Word confidence = new Word(
                "Confidence",
                "confidence",
                WordType.NUMBER,
                List.of(),
                new Condition.Between(0, true, 1, true),
                Stage.SOURCE,
                Set.of(),
                "");
        assertThat(check(HitPolicy.ONLY_MATCH, List.of(confidence), "< 0.5", ">= 0.5", "missing"))
                .isEmpty();
        assertThat(check(HitPolicy.ONLY_MATCH, List.of(confidence), "0..0.5", "> 0.5", "missing"))
                .isEmpty();
        assertThat(check(HitPolicy.ONLY_MATCH, List.of(TOUCHES), "0..0.5", "> 0.5", "missing"))
                .hasSize(1);
    }

    @Test
    void whatIsFoundAgreesWithTryingEveryLead() {
        Random random = new Random(20261123);
        List<Word> words = List.of(CATEGORY, CAMPAIGN, TOUCHES, TAGGED);
        int shadowed = 0;
        int gaps = 0;
        int overlaps = 0;
        for (int i = 0; i < 1_500; i++) {
            int columns = 1 + random.nextInt(3);
            List<Word> asked = new ArrayList<>();
            for (int j = 0; j < columns; j++) {
                asked.add(words.get(random.nextInt(words.size())));
            }
            String[] rows = new String[2 + random.nextInt(7)];
            for (int row = 0; row < rows.length; row++) {
                List<String> cells = new ArrayList<>();
                asked.forEach(word -> cells.add(cell(word, random)));
                rows[row] = String.join("|", cells);
            }
            HitPolicy policy = random.nextBoolean() ? HitPolicy.FIRST_MATCH : HitPolicy.ONLY_MATCH;
            DecisionTable table = table(policy, asked, List.of(), rows);
            List<Flaw> flaws = new ArrayList<>();
            new TableChecks(table, flaws).check(false);
            List<List<Integer>> fitting = new ArrayList<>();
            everyLead(
                    new ArrayList<>(Set.copyOf(asked)),
                    0,
                    new java.util.HashMap<>(),
                    facts -> fitting.add(table.matches(facts::get, TODAY).stream()
                            .map(DecisionTable.Row::line)
                            .toList()));
            String shown = policy + " " + Arrays.toString(rows) + " " + flaws;
            boolean gap = fitting.stream().anyMatch(List::isEmpty);
            assertThat(flaws.stream().anyMatch(flaw -> flaw.problem().contains("fit no row")))
                    .as(shown)
                    .isEqualTo(gap);
            gaps += gap ? 1 : 0;
            for (int row = 1; row <= rows.length; row++) {
                int line = row;
                boolean ever = fitting.stream().anyMatch(lines -> lines.contains(line));
                boolean first = fitting.stream().anyMatch(lines -> !lines.isEmpty() && lines.get(0) == line);
                boolean overlap = fitting.stream().anyMatch(lines -> lines.indexOf(line) > 0);
                boolean toldNever = told(flaws, line, "can never fit");
                boolean toldFirst = told(flaws, line, "can never decide: ") || belowWhole(flaws, line);
                boolean toldOverlap = told(flaws, line, "can fit the same lead");
                boolean whole = table.rows().get(row - 1).alwaysFits();
                if (patternedTwice(table, row - 1)) {
                    continue; // judged by trying texts, and told as a warning
                }
                assertThat(toldNever).as(shown + " row " + line).isEqualTo(!ever);
                if (policy == HitPolicy.FIRST_MATCH && ever && !whole) {
                    assertThat(toldFirst).as(shown + " row " + line).isEqualTo(!first);
                    shadowed += first ? 0 : 1;
                }
                if (policy == HitPolicy.ONLY_MATCH) {
                    assertThat(toldOverlap).as(shown + " row " + line).isEqualTo(overlap);
                    overlaps += overlap ? 1 : 0;
                }
            }
            flaws.forEach(flaw -> assertShown(flaw, table));
        }
        assertThat(shadowed).isGreaterThan(100);
        assertThat(gaps).isGreaterThan(100);
        assertThat(overlaps).isGreaterThan(100);
    }

    private static boolean patternedTwice(DecisionTable table, int row) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < table.conditions().size(); i++) {
            if (table.rows().get(row).conditions().get(i) instanceof Condition.Like) {
                words.add(table.conditions().get(i).word());
            }
        }
        return words.size() > Set.copyOf(words).size();
    }

    /** The lead that a flaw shows is what the flaw says it is. */
    private static void assertShown(Flaw flaw, DecisionTable table) {
        Example lead = flaw.example();
        if (lead == null) {
            return;
        }
        List<Integer> lines =
                table.matches(word -> lead.facts().get(word.name()), lead.day() == null ? TODAY : lead.day()).stream()
                        .map(DecisionTable.Row::line)
                        .toList();
        int line = Integer.parseInt(Objects.requireNonNull(flaw.cell()).substring(1));
        if (flaw.problem().contains("fit no row")) {
            assertThat(lines).as(flaw.toString()).isEmpty();
        } else if (flaw.problem().contains("can never decide")) {
            assertThat(lines).as(flaw.toString()).contains(line);
            assertThat(flaw.remedy()).contains("is decided by row " + lines.get(0) + ".");
        } else {
            assertThat(lines).as(flaw.toString()).contains(line).hasSizeGreaterThan(1);
        }
    }

    private static boolean told(List<Flaw> flaws, int line, String what) {
        return flaws.stream().anyMatch(flaw -> flaw.problem().contains(what) && ("A" + line).equals(flaw.cell()));
    }

    private static boolean belowWhole(List<Flaw> flaws, int line) {
        return flaws.stream()
                .filter(flaw -> flaw.problem().startsWith("The row always fits"))
                .anyMatch(flaw -> line
                        > Integer.parseInt(Objects.requireNonNull(flaw.cell()).substring(1)));
    }

    private static String cell(Word word, Random random) {
        List<String> cells = switch (word.type()) {
            case FLAG -> List.of("", "yes", "no", "known", "missing");
            case NUMBER ->
                List.of("", "1", "2", "1..2", "< 1", "<= 1", "> 1", ">= 1", "< 2", "> 2", ">= 2", "known", "missing");
            case AGE -> List.of("");
            case TEXT ->
                word.isClosed()
                        ? List.of(
                                "", "search", "social, email", "not search", "not (search, social)", "known", "missing")
                        : List.of(
                                "", "a", "ab", "a, b", "not a", "a*", "*b", "*a*", "a*b", "b*", "*ab*", "a*, *b",
                                "known", "missing");
        };
        return cells.get(random.nextInt(cells.size()));
    }

    private interface Visit {
        void visit(Map<Word, @Nullable Object> facts);
    }

    private static void everyLead(List<Word> words, int at, Map<Word, @Nullable Object> facts, Visit visit) {
        if (at == words.size()) {
            visit.visit(facts);
            return;
        }
        List<@Nullable Object> values = new ArrayList<>();
        switch (words.get(at).type()) {
            case FLAG -> values.addAll(List.of(true, false));
            case NUMBER -> values.addAll(List.of(-5.0, 0.5, 1.0, 1.5, 2.0, 2.5, 100.0));
            case AGE -> {}
            case TEXT -> {
                if (words.get(at).isClosed()) {
                    values.addAll(words.get(at).values());
                } else {
                    for (String one : List.of("", "a", "b", "c")) {
                        for (String two : List.of("", "a", "b", "c")) {
                            for (String three : List.of("", "a", "b", "c")) {
                                values.add(one + two + three);
                            }
                        }
                    }
                    values.add("cabc");
                    values.remove("");
                    values.removeIf(""::equals);
                }
            }
        }
        values.add(null);
        for (Object value : values) {
            facts.put(words.get(at), value);
            everyLead(words, at + 1, facts, visit);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aThousandRowsAreCheckedInNoTime() {
        Random random = new Random(3);
        List<Word> words = List.of(CATEGORY, CAMPAIGN, TOUCHES, TAGGED, LAST_TOUCH);
        String[] rows = new String[1_000];
        for (int i = 0; i < rows.length - 1; i++) {
            rows[i] = List.of("search", "social", "email", "not search").get(random.nextInt(4)) + "|campaign "
                    + random.nextInt(700) + "|"
                    + List.of("", ">= 3", "< 3", "3..7").get(random.nextInt(4)) + "|"
                    + List.of("", "yes", "no").get(random.nextInt(3)) + "|"
                    + List.of("", "within 7 days", "> 30 days").get(random.nextInt(3));
        }
        rows[999] = "||||";
        List<Flaw> flaws = flaws(HitPolicy.FIRST_MATCH, words, rows);
        assertThat(flaws).noneMatch(flaw -> flaw.problem().contains("too "));
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aThousandIntertwinedRowsAreBoundedAndToldSo() {
        Random random = new Random(4);
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            words.add(word("Word " + i, WordType.FLAG));
        }
        String[] rows = new String[1_000];
        for (int i = 0; i < rows.length; i++) {
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < 16; j++) {
                cells.add(List.of("", "", "", "yes", "no", "not missing").get(random.nextInt(6)));
            }
            rows[i] = String.join("|", cells);
        }
        flaws(HitPolicy.FIRST_MATCH, words, rows)
                .forEach(flaw -> assertThat(flaw.toString()).isNotEmpty());
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void fiftyThousandRowsAreBounded() {
        String[] rows = new String[50_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "campaign " + i % 49_990 + "|" + (i % 2 == 0 ? ">= " + i : "");
        }
        rows[49_999] = "|";
        assertThat(flaws(HitPolicy.FIRST_MATCH, List.of(CAMPAIGN, TOUCHES), rows))
                .isNotEmpty()
                .hasSizeLessThan(200);
    }

    private static List<String> check(HitPolicy policy, List<Word> words, String... rows) {
        return told(flaws(policy, words, rows));
    }

    private static List<String> told(List<Flaw> flaws) {
        return flaws.stream()
                .map(flaw -> flaw.cell() + ": " + flaw.problem() + " / " + flaw.remedy())
                .toList();
    }

    private static List<Flaw> flaws(HitPolicy policy, List<Word> words, String... rows) {
        return flaws(policy, words, List.of(), rows);
    }

    private static List<Flaw> flaws(HitPolicy policy, List<Word> words, List<Dates> dates, String... rows) {
        List<Flaw> flaws = new ArrayList<>();
        DecisionTable table = table(policy, words, dates, rows);
        new TableChecks(table, flaws).check(false);
        flaws.forEach(flaw -> assertShown(flaw, table));
        return flaws;
    }

    private record Dates(@Nullable LocalDate from, @Nullable LocalDate until) {}

    /** A table of which each row is given as its WHEN cells with bars between them. */
    private static DecisionTable table(HitPolicy policy, List<Word> words, List<Dates> dates, String... rows) {
        CellGrammar grammar = new CellGrammar(List.of());
        List<DecisionTable.Column> columns = new ArrayList<>();
        words.forEach(word -> columns.add(new DecisionTable.Column(word, columns.size() + 1)));
        List<DecisionTable.Row> read = new ArrayList<>();
        for (String row : rows) {
            List<Flaw> flaws = new ArrayList<>();
            List<String> cells = row.startsWith("matches") ? List.of(row) : List.of(row.split("\\|", -1));
            List<Condition> conditions = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                conditions.add(Objects.requireNonNull(
                        grammar.condition(cells.get(i), words.get(i), new CellAddress("f", "", i, 1), flaws),
                        cells.get(i)));
            }
            int line = read.size() + 1;
            Dates span = dates.isEmpty() ? new Dates(null, null) : dates.get(line - 1);
            read.add(new DecisionTable.Row(
                    line, Integer.toString(line), conditions, cells, List.of(), "", span.from(), span.until()));
        }
        return new DecisionTable("T", "rules/t.csv", "", policy, "", columns, List.of(), read);
    }

    private static Word word(String name, WordType type, String... values) {
        return new Word(name, name, type, List.of(values), Stage.SOURCE, Set.of(), "");
    }
}
