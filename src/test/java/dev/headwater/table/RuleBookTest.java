package dev.headwater.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    @Test
    void aSoundRuleSetHasNoFlaws() {
        List<Flaw> flaws = new ArrayList<>();
        RuleBook book = RuleBook.read(RuleFolders.base(), flaws);
        assertThat(flaws).isEmpty();
        assertThat(book.tables())
                .extracting(DecisionTable::name)
                .containsExactly("Source", "Channel", "Intent", "Tier");
        assertThat(book.tables().get(1).rows())
                .extracting(DecisionTable.Row::id)
                .containsExactly("ps-1", "em-1", "ev-1", "last");
        assertThat(book.lists()).containsOnlyKeys("channels", "medium-classes", "source-categories", "paid-mediums");
    }

    @Test
    void whatSystemsAndEditorsLeaveBehindIsPassedOver() {
        Map<String, byte[]> files = RuleFolders.base();
        for (String left : List.of(
                "rules/~$channel.xlsx",
                "rules/.DS_Store",
                "rules/.~lock.channel.xlsx#",
                "rules/channel.csv~",
                "rules/#channel.csv#",
                "rules/.channel.csv.swp",
                "rules/channel.tmp",
                "rules/~WRL0001.tmp",
                "rules/channel.csv.bak",
                "rules/Thumbs.db",
                "rules/desktop.ini",
                "rules/README.md",
                "rules/lists/README.md",
                "rules/judgement.drl")) {
            files.put(left, new byte[] {1, 2, 3});
        }
        assertThat(read(files)).isEmpty();
        files.put("rules/channel.md", new byte[] {1, 2, 3});
        files.put("rules/$channel.xlsx.txt", new byte[] {1, 2, 3});
        assertThat(read(files))
                .containsExactly(
                        "WARNING rules/$channel.xlsx.txt: Nothing reads this file.",
                        "WARNING rules/channel.md: Nothing reads this file.");
    }

    @Test
    void theFolderMayHaveAnotherName() {
        Map<String, byte[]> files = new TreeMap<>();
        RuleFolders.base().forEach((file, content) -> files.put(file.replace("rules/", "our-rules/"), content));
        assertThat(read(files)).isEmpty();
        files.remove("our-rules/tier.csv");
        assertThat(read(files)).containsExactly("ERROR our-rules: There is no table Tier.");
    }

    @Test
    void flawsAreToldInTheOrderOfFileSheetRowAndColumn() {
        List<Flaw> flaws = new ArrayList<>(List.of(
                flaw("b.xlsx", null, null),
                flaw("a.xlsx", "Two", "A2"),
                flaw("a.xlsx", "One", "AA2"),
                flaw("a.xlsx", "One", "Z2"),
                flaw("a.xlsx", "One", "B10"),
                flaw("a.xlsx", "One", "C9"),
                flaw("a.drl", null, "line 12"),
                flaw("a.drl", null, "line 3"),
                flaw("a.xlsx", "One", null),
                flaw("a.xlsx", null, null)));
        flaws.sort(Flaw.BY_PLACE);
        assertThat(flaws)
                .extracting(flaw -> flaw.file() + " " + flaw.sheet() + " " + flaw.cell())
                .containsExactly(
                        "a.drl null line 3",
                        "a.drl null line 12",
                        "a.xlsx null null",
                        "a.xlsx One null",
                        "a.xlsx One Z2",
                        "a.xlsx One AA2",
                        "a.xlsx One C9",
                        "a.xlsx One B10",
                        "a.xlsx Two A2",
                        "b.xlsx null null");
    }

    @Test
    void anAppsOwnAttributeIsAWordLikeAnyOther() {
        Map<String, byte[]> files = RuleFolders.base();
        files.computeIfPresent(
                "rules/intent.csv",
                (file, content) -> new String(content, UTF_8)
                        .replace("Channel,Touches", "Channel,Company size")
                        .getBytes(UTF_8));
        List<Flaw> flaws = new ArrayList<>();
        DecisionTable intent = RuleBook.read(files, flaws).tables().get(2);
        assertThat(flaws).isEmpty();
        assertThat(intent.conditions().get(1).word().signal()).isEqualTo("attributes.companySize");
        assertThat(intent.rows().get(1).conditions().get(1).test(250.0)).isTrue();
    }

    @Test
    void aRowHoldsWhatItsCellsSay() {
        DecisionTable source =
                RuleBook.read(RuleFolders.base(), new ArrayList<>()).tables().get(0);
        DecisionTable.Row direct = source.rows().get(2);
        assertThat(direct.line()).isEqualTo(9);
        assertThat(direct.id()).isEqualTo("direct");
        assertThat(direct.written()).containsExactly("", "", "yes");
        assertThat(direct.outcomes()).containsExactly("nothing", "direct", 0.5, "Tag the link");
        assertThat(direct.because()).isEqualTo("a visit that nothing led to");
        assertThat(source.address(direct, source.conditions().get(2)).toString())
                .isEqualTo("rules/source.csv, cell D9");
        assertThat(source.rows().get(0).outcomes().get(3)).isNull();
    }

    @Test
    void aThousandFlawsAreNotAllTold() {
        StringBuilder csv = new StringBuilder(
                "Decision table,Channel\nHit policy,First match\nID,WHEN,THEN\n" + ",Medium class,Channel\n");
        for (int i = 0; i < 3_000; i++) {
            csv.append("r").append(i).append(",payed,Emial\n");
        }
        Map<String, byte[]> files = RuleFolders.base();
        files.put("rules/channel.csv", csv.toString().getBytes(UTF_8));
        List<String> told = read(files);
        assertThat(told).hasSizeBetween(500, 510);
        assertThat(told.get(told.size() - 1))
                .endsWith("There are more than 500 flaws above; from this row on nothing was read.");
    }

    private static Flaw flaw(String file, @Nullable String sheet, @Nullable String cell) {
        return new Flaw(Flaw.Severity.ERROR, file, sheet, cell, "wrong", null);
    }

    private static List<String> read(Map<String, byte[]> files) {
        List<Flaw> flaws = new ArrayList<>();
        RuleBook.read(files, flaws);
        return flaws.stream()
                .map(flaw -> flaw.severity() + " "
                        + flaw.toString().lines().findFirst().orElse(""))
                .toList();
    }
}
