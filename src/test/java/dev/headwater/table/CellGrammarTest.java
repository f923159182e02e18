package dev.headwater.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellGrammarTest {
    private static final CellAddress C9 = new CellAddress("rules/channel.xlsx", "Channel", 2, 9);
    private static final CellGrammar GRAMMAR = new CellGrammar(List.of(
            list("paid-mediums", "cpc", "PPC", "Paid Search"), list("empty"), list("Warm classes", "paid", "Email")));

    private static final Word CAMPAIGN = word("Campaign", WordType.TEXT);
    private static final Word CLASS = word("Medium class", WordType.TEXT, "paid", "organic", "Email", "none", "x, y");
    private static final Word TOUCHES = word("Touches", WordType.NUMBER);
    private static final Word LAST_TOUCH = word("Last touch", WordType.AGE);
    private static final Word TAGGED = word("Tagged", WordType.FLAG);

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-", "\u2013", "\u2014", "any", "ANY", " Any ", "\u00A0"})
    void anEmptyCellOrADashAsksForAnything(String cell) {
        for (Word word : List.of(CAMPAIGN, CLASS, TOUCHES, LAST_TOUCH, TAGGED)) {
            assertThat(read(cell, word)).isEqualTo(new Condition.Anything());
        }
    }

    @Test
    void knownAndMissingAskWhetherThereIsAValue() {
        for (Word word : List.of(CAMPAIGN, CLASS, TOUCHES, LAST_TOUCH, TAGGED)) {
            assertThat(read("Known", word)).isEqualTo(new Condition.Known());
            assertThat(read("not missing", word)).isEqualTo(new Condition.Known());
            assertThat(read("missing", word)).isEqualTo(new Condition.Missing());
            assertThat(read("not known", word)).isEqualTo(new Condition.Missing());
        }
        assertThat(read("\"known\"", CAMPAIGN)).isEqualTo(oneOf("known"));
        assertThat(read("unknown", CAMPAIGN)).isEqualTo(oneOf("unknown"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\0',
            value = {
                "cpc                      ! cpc",
                "CPC                      ! cpc",
                "cpc, ppc,paid            ! cpc|ppc|paid",
                "cpc, CPC                 ! cpc",
                "\"a, b\"                 ! a, b",
                "\"a, b\", c              ! a, b|c",
                "\u201Ca, b\u201D, c      ! a, b|c",
                "\u201Ea, b\u201C         ! a, b",
                "'a'                      ! a",
                "rock'n'roll              ! rock'n'roll",
                "men\u2019s sale          ! men's sale",
                "\"say \"\"hi\"\"\"       ! say \"hi\"",
                "5\" screen               ! 5\" screen",
                "\"paid*\"                ! paid*",
                "\"not email\"            ! not email",
                "nothing                  ! nothing",
                "notify me                ! notify me",
                "inbound                  ! inbound",
                "matchesticks             ! matchesticks",
                "anything                 ! anything",
                "spring  sale             ! spring sale",
                "spring\u00A0sale         ! spring sale",
                "(not set)                ! (not set)",
                "2026                     ! 2026",
                "yes                      ! yes",
                "a-b                      ! a-b",
                "q&a                      ! q&a",
                "Stra\u00DFe              ! stra\u00DFe",
                "cafe\u0301               ! caf\u00E9"
            })
    void textIsComparedWhateverItsCaseBlanksAndQuotes(String cell, String texts) {
        assertThat(read(cell, CAMPAIGN)).isEqualTo(oneOf(texts.split("\\|")));
    }

    @Test
    void notAsksForNoneOfTheTextsAndMissingIsNoneOfThem() {
        assertThat(read("not email", CAMPAIGN)).isEqualTo(noneOf("email"));
        assertThat(read("NOT (email, SMS)", CAMPAIGN)).isEqualTo(noneOf("email", "sms"));
        assertThat(read("not(email)", CAMPAIGN)).isEqualTo(noneOf("email"));
        assertThat(read("not \"a, b\"", CAMPAIGN)).isEqualTo(noneOf("a, b"));
        assertThat(read("not email", CAMPAIGN).test(null)).isTrue();
        assertThat(read("not email", CAMPAIGN).test("email")).isFalse();
        assertThat(read("not \"set\"", CAMPAIGN)).isEqualTo(noneOf("set"));
        assertThat(read("not in Paid mediums", CAMPAIGN).test("ppc")).isFalse();
        assertThat(read("not in Paid mediums", CAMPAIGN).test("email")).isTrue();
    }

    @Test
    void aWildcardFitsFromEndToEnd() {
        Condition paid = read("paid*", CAMPAIGN);
        assertThat(paid.test("paid")).isTrue();
        assertThat(paid.test("paid search")).isTrue();
        assertThat(paid.test("prepaid")).isFalse();
        assertThat(paid.test(null)).isFalse();
        Condition shop = read("*Shop*, \"a*\"", CAMPAIGN);
        assertThat(shop.test("workshop 3")).isTrue();
        assertThat(shop.test("a*")).isTrue();
        assertThat(shop.test("ab")).isFalse();
        Condition dots = read("a.b*", CAMPAIGN);
        assertThat(dots.test("a.bc")).isTrue();
        assertThat(dots.test("axbc")).isFalse();
    }

    @Test
    void aRegularExpressionFitsAnywhereUnlessItSaysOtherwise() {
        Condition ga4 = read("matches ^(.*cp.*|ppc|retargeting|paid.*)$", CAMPAIGN);
        assertThat(ga4.test("cpc")).isTrue();
        assertThat(ga4.test("paid")).isTrue();
        assertThat(ga4.test("unpaid")).isFalse();
        assertThat(read("MATCHES CPC", CAMPAIGN).test("xcpcx")).isTrue();
    }

    @Test
    void aListIsFoundByItsNameWhateverCaseHyphensAndBlanks() {
        for (String cell : List.of("in Paid mediums", "in paid-mediums", "IN PAID_MEDIUMS", "in \"Paid mediums\"")) {
            Condition condition = read(cell, CAMPAIGN);
            assertThat(condition.test("ppc")).isTrue();
            assertThat(condition.test("paid search")).isTrue();
            assertThat(condition.test("email")).isFalse();
        }
        assertThat(read("in warm classes", CLASS))
                .isEqualTo(new Condition.InList("warm classes", Set.of("paid", "email")));
    }

    @Test
    void patternsOfAClosedWordAreWrittenOutAsItsValues() {
        assertThat(read("*a*", CLASS)).isEqualTo(oneOf("paid", "organic", "email"));
        assertThat(read("matches ^(paid|none)$", CLASS)).isEqualTo(oneOf("paid", "none"));
        assertThat(read("\"X, Y\"", CLASS)).isEqualTo(oneOf("x, y"));
    }

    @Test
    void flagsAreYesOrNo() {
        for (String cell : List.of("yes", "Y", "TRUE", "1", "\"yes\"")) {
            assertThat(read(cell, TAGGED)).isEqualTo(new Condition.Flag(true));
        }
        for (String cell : List.of("no", "N", "False", "0")) {
            assertThat(read(cell, TAGGED)).isEqualTo(new Condition.Flag(false));
        }
        assertThat(read("no", TAGGED).test(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\0',
            value = {
                "3             ! [3,3]",
                "3.0           ! [3,3]",
                "= 3           ! [3,3]",
                "-3            ! [-3,-3]",
                "\u22123       ! [-3,-3]",
                "0.5           ! [0.5,0.5]",
                ".5            ! [0.5,0.5]",
                "50%           ! [0.5,0.5]",
                "1 000         ! [1000,1000]",
                "1\u00A0000    ! [1000,1000]",
                ">= 3          ! [3,inf)",
                ">=3           ! [3,inf)",
                "\u2265 3      ! [3,inf)",
                "=> 3          ! [3,inf)",
                "at least 3    ! [3,inf)",
                "3 or more     ! [3,inf)",
                "3+            ! [3,inf)",
                "> 3           ! (3,inf)",
                "More than 3   ! (3,inf)",
                "< 3           ! (-inf,3)",
                "\u2264 3      ! (-inf,3]",
                "at most 3     ! (-inf,3]",
                "up to 3       ! (-inf,3]",
                "3..7          ! [3,7]",
                "3 .. 7        ! [3,7]",
                "3...7         ! [3,7]",
                "3\u20267      ! [3,7]",
                "3-7           ! [3,7]",
                "3\u20137      ! [3,7]",
                "3 to 7        ! [3,7]",
                "between 3 and 7 ! [3,7]",
                "-3..-1        ! [-3,-1]",
                "3..3          ! [3,3]"
            })
    void numbersAreComparedWithBoundsIncludedOrNot(String cell, String interval) {
        assertThat(interval(read(cell, TOUCHES))).isEqualTo(interval);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\0',
            value = {
                "within 7 days          ! (-inf,7]",
                "within the last 7 days ! (-inf,7]",
                "in the last 2 weeks    ! (-inf,14]",
                "within 1 day           ! (-inf,1]",
                "within 12 hours        ! (-inf,0.5]",
                "within 12h             ! (-inf,0.5]",
                "<= 7d                  ! (-inf,7]",
                "> 30 days              ! (30,inf)",
                "> 30 days ago          ! (30,inf)",
                "older than 30 days     ! (30,inf)",
                "more than 30 days ago  ! (30,inf)",
                "7..30 days             ! [7,30]",
                "7 days..30 days        ! [7,30]",
                "12 hours to 7 days     ! [0.5,7]",
                "30 days or more        ! [30,inf)"
            })
    void agesAreCountedInDays(String cell, String interval) {
        assertThat(interval(read(cell, LAST_TOUCH))).isEqualTo(interval);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\0',
            value = {
                // text
                "cpc,,paid        ! \"cpc,,paid\" has a comma with nothing beside it.",
                "cpc,             ! \"cpc,\" has a comma with nothing beside it.",
                "\"a              ! \"\"a\" opens a quote and never closes it.",
                "\"a\" b          ! \"\"a\" b\" goes on after a closing quote.",
                "\"\"             ! \"\"\"\" asks for an empty text, which never comes.",
                "*                ! \"*\" can be meant in two ways.",
                "not              ! \"not\" does not say what is not wanted.",
                "not ()           ! \"not ()\" does not say what is not wanted.",
                "not email, sms   ! \"not email, sms\" can be meant in two ways.",
                "not set          ! \"not set\" can be meant in two ways.",
                "not paid*        ! \"not paid*\" puts not before a pattern, where only plain texts can stand.",
                "not any          ! \"not any\" can never fit.",
                "known, cpc       ! \"known\" cannot stand among other values.",
                "cpc, missing     ! \"missing\" cannot stand among other values.",
                "cpc; ppc         ! \"cpc; ppc\" can be meant in two ways.",
                "cpc | ppc        ! \"cpc | ppc\" can be meant in two ways.",
                ">= 3             ! \">= 3\" is a comparison, but Campaign is text.",
                "3..7             ! \"3..7\" is a comparison, but Campaign is text.",
                "within 7 days    ! \"within 7 days\" is a comparison, but Campaign is text.",
                "in Nowhere       ! There is no list named \"Nowhere\".",
                "in paid medium   ! There is no list named \"paid medium\". Did you mean \"paid-mediums\"?",
                "in empty         ! The list \"empty\" is empty.",
                "matches          ! \"matches\" has no pattern after matches.",
                "matches (a       ! \"matches (a\" is not a pattern that can be read: missing closing ) in (a.",
                "matches (?=a)    ! \"matches (?=a)\" is not a pattern that can be read: invalid or unsupported Perl syntax in (?=.",
                "matches ((a{1000}){1000}){1000} ! \"matches ((a{1000}){1000}){1000}\" is too large a pattern.",
                "a\u200Bb         ! The cell holds an invisible character (U+200B).",
                "\u202Eabc        ! The cell holds an invisible character (U+202E)."
            })
    void textThatCouldBeMeantInTwoWaysIsAFlaw(String cell, String problem) {
        assertThat(flaw(cell, CAMPAIGN).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\0',
            value = {
                "payed            ! \"payed\" is not a medium class. Did you mean \"paid\"?",
                "paid, emial      ! \"emial\" is not a medium class. Did you mean \"Email\"?",
                "\"payed\"        ! \"payed\" is not a medium class. Did you mean \"paid\"?",
                "not payed        ! \"payed\" is not a medium class. Did you mean \"paid\"?",
                "tuesday          ! \"tuesday\" is not a medium class.",
                "x*               ! ok",
                "z*               ! \"z*\" fits no medium class.",
                "matches z        ! \"matches z\" fits no medium class.",
                "in Paid mediums  ! No value of the list \"Paid mediums\" is a medium class."
            })
    void aValueOutsideTheColumnsSetIsAFlawWithTheNearestOneBesideIt(String cell, String problem) {
        if (problem.equals("ok")) {
            assertThat(read(cell, CLASS)).isEqualTo(oneOf("x, y"));
            return;
        }
        assertThat(flaw(cell, CLASS).problem()).isEqualTo(problem);
        assertThat(flaw(cell, CLASS).remedy())
                .isEqualTo("Medium class is one of: paid, organic, Email, none, \"x, y\"");
    }

    @Test
    void otherSeparatorsThanCommasAreNamed() {
        assertThat(flaw("paid; email", CLASS).remedy()).isEqualTo("Put commas between values: paid, email");
        assertThat(flaw("paid or email", CLASS).remedy()).isEqualTo("Put commas between values: paid, email");
        assertThat(flaw("paid\nemail", CLASS).remedy()).isEqualTo("Put commas between values: paid, email");
        assertThat(read("paid,\nemail", CLASS)).isEqualTo(oneOf("paid", "email"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\0',
            value = {
                "abc          ! \"abc\" is not a number.",
                "1,000        ! \"1,000\" has a comma, which could be meant in several ways.",
                "0,5          ! \"0,5\" has a comma, which could be meant in several ways.",
                "3, 5         ! \"3, 5\" has a comma, which could be meant in several ways.",
                "1.000        ! \"1.000\" could be meant in two ways.",
                "1.6E+10      ! \"1.6E+10\" is a number that Excel shortened; its last digits are lost.",
                "7..3         ! \"7..3\" goes from the larger to the smaller, so that nothing fits.",
                "not 3        ! \"not 3\" puts not before a number.",
                "within 7 days ! \"within 7 days\" is an age, but Touches is a number.",
                "3 touches    ! \"3 touches\" is not a number.",
                "NaN          ! \"NaN\" is not a number.",
                "> 3 and < 7  ! \"> 3 and < 7\" is not a number.",
                "in Paid mediums ! \"in Paid mediums\" is not a number."
            })
    void aNumberThatCouldBeMeantInTwoWaysIsAFlaw(String cell, String problem) {
        assertThat(flaw(cell, TOUCHES).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '\0',
            value = {
                "> 30          ! \"> 30\" does not say whether days or hours are meant.",
                "7 days        ! \"7 days\" would ask for that age to the second.",
                "within 3 months ! \"within 3 months\" counts in \"months\", which is not a fixed time.",
                "within 3 dayz ! \"within 3 dayz\" counts in \"dayz\", which is not a fixed time. Did you mean \"days\"?",
                "within -3 days ! \"within -3 days\" is an age below zero.",
                "yesterday     ! \"yesterday\" is not an age."
            })
    void anAgeNeedsAUnitOfFixedLength(String cell, String problem) {
        assertThat(flaw(cell, LAST_TOUCH).problem()).isEqualTo(problem);
    }

    @Test
    void aFlagIsNothingElse() {
        for (String cell : List.of("maybe", "x", "ja", "yes, no", "not yes", "2", "known yes")) {
            assertThat(flaw(cell, TAGGED).problem()).endsWith("is neither yes nor no.");
        }
    }

    @Test
    void whatIsSetIsReadByTypeAndInTheWordsOwnSpelling() {
        assertThat(outcome("PAID", CLASS)).isEqualTo("paid");
        assertThat(outcome("email", CLASS)).isEqualTo("Email");
        assertThat(outcome("\u201CEmail\u201D", CLASS)).isEqualTo("Email");
        assertThat(outcome("", CLASS)).isNull();
        assertThat(outcome("-", CLASS)).isNull();
        assertThat(outcome("20", TOUCHES)).isEqualTo(20.0);
        assertThat(outcome("-5", TOUCHES)).isEqualTo(-5.0);
        assertThat(outcome("95%", TOUCHES)).isEqualTo(0.95);
        assertThat(outcome("7 days", LAST_TOUCH)).isEqualTo(7.0);
        assertThat(outcome("yes", TAGGED)).isEqualTo(true);
        assertThat(outcome("Tag the link, and say which medium.", CAMPAIGN))
                .isEqualTo("Tag the link, and say which medium.");
        assertThat(outcome("\"Tag the link\"", CAMPAIGN)).isEqualTo("Tag the link");
        assertThat(outcome("=HYPERLINK(\"x\")", CAMPAIGN)).isEqualTo("=HYPERLINK(\"x\")");
    }

    @Test
    void whatIsSetIsOneValueAndNoCondition() {
        assertThat(outcomeFlaw("paid, email", CLASS).problem()).startsWith("\"paid, email\" is not a medium class.");
        assertThat(outcomeFlaw("not paid", CLASS).problem()).startsWith("\"not paid\" is not a medium class.");
        assertThat(outcomeFlaw(">= 3", TOUCHES).problem()).isEqualTo("\">= 3\" is not a number.");
        assertThat(outcomeFlaw("3..7", TOUCHES).problem()).isEqualTo("\"3..7\" is not a number.");
        assertThat(outcomeFlaw("known", TAGGED).problem()).isEqualTo("\"known\" is neither yes nor no.");
    }

    @Test
    void theFlawReadsAsTheDesignHasIt() {
        Word word = word("Medium class", WordType.TEXT, "paid", "organic", "email");
        List<Flaw> flaws = new ArrayList<>();
        assertThat(GRAMMAR.condition("payed", word, C9, flaws)).isNull();
        assertThat(flaws.get(0).toString().lines())
                .containsExactly(
                        "rules/channel.xlsx, sheet Channel, cell C9: \"payed\" is not a medium class. Did you mean \"paid\"?",
                        "  Medium class is one of: paid, organic, email");
    }

    @Test
    void aListsOwnPatternsAreReadAsTextCells() {
        List<Flaw> flaws = new ArrayList<>();
        assertThat(GRAMMAR.textCondition("*cp*", "medium", C9, flaws)).isInstanceOf(Condition.Like.class);
        assertThat(GRAMMAR.textCondition("cpc", "medium", C9, flaws)).isEqualTo(oneOf("cpc"));
        assertThat(flaws).isEmpty();
        assertThat(GRAMMAR.textCondition("matches (", "medium", C9, flaws)).isNull();
        assertThat(flaws).hasSize(1);
    }

    private static Condition read(String cell, Word word) {
        List<Flaw> flaws = new ArrayList<>();
        Condition condition = GRAMMAR.condition(cell, word, C9, flaws);
        assertThat(flaws).as(cell).isEmpty();
        assertThat(condition).isNotNull();
        return condition;
    }

    private static Flaw flaw(String cell, Word word) {
        List<Flaw> flaws = new ArrayList<>();
        assertThat(GRAMMAR.condition(cell, word, C9, flaws)).as(cell).isNull();
        assertThat(flaws).hasSize(1);
        return flaws.get(0);
    }

    private static @Nullable Object outcome(String cell, Word word) {
        List<Flaw> flaws = new ArrayList<>();
        Object outcome = GRAMMAR.outcome(cell, word, C9, flaws);
        assertThat(flaws).as(cell).isEmpty();
        return outcome;
    }

    private static Flaw outcomeFlaw(String cell, Word word) {
        List<Flaw> flaws = new ArrayList<>();
        assertThat(GRAMMAR.outcome(cell, word, C9, flaws)).as(cell).isNull();
        assertThat(flaws).hasSize(1);
        return flaws.get(0);
    }

    private static String interval(Condition condition) {
        Condition.Between between = (Condition.Between) condition;
        return (between.lowIncluded() ? "[" : "(") + number(between.low()) + "," + number(between.high())
                + (between.highIncluded() ? "]" : ")");
    }

    private static String number(double number) {
        return Double.isInfinite(number)
                ? (number < 0 ? "-inf" : "inf")
                : new java.math.BigDecimal(Double.toString(number))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static Condition oneOf(String... texts) {
        return new Condition.OneOf(List.of(texts));
    }

    private static Condition noneOf(String... texts) {
        return new Condition.NoneOf(List.of(texts));
    }

    private static Word word(String name, WordType type, String... values) {
        return new Word(name, name, type, List.of(values), Stage.SOURCE, Set.of(), "");
    }

    private static ReferenceList list(String name, String... texts) {
        List<ReferenceList.Row> rows = new ArrayList<>();
        for (String text : texts) {
            rows.add(new ReferenceList.Row(rows.size() + 2, Map.of("text", text)));
        }
        return new ReferenceList(name, "rules/lists/" + name + ".csv", List.of("text"), rows);
    }
}
