package dev.headwater.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SheetDiffTest {
    private static final List<String> TABLE = List.of(
            "Decision table,Channel",
            "Hit policy,First match",
            "",
            "ID,WHEN,WHEN,THEN,BECAUSE",
            ",Source category,Medium class,Channel,",
            "ps-1,search,paid,Paid Search,a paid click",
            "em-1,,email,Email,the medium is e-mail",
            "ev-1,event,,Event,met at an event",
            "last,,,Unassigned,no row fits");

    @Test
    void theSameTableDiffersInNothingWhereverItStands() {
        List<String> lower = new ArrayList<>(TABLE);
        lower.add(3, "");
        lower.add(7, ",,,,");
        assertThat(diff(TABLE, TABLE)).isEmpty();
        assertThat(diff(TABLE, lower)).as("blank lines mean nothing").isEmpty();
    }

    @Test
    void aChangedCellIsToldWithItsColumn() {
        assertThat(diff(TABLE, with(6, "em-1,,\"email, sms\",Email,the medium is e-mail")))
                .containsExactly("~ row 7 (em-1): Medium class [email] [email, sms]");
        assertThat(diff(TABLE, with(6, "em-1,,Email,Email,the medium is e-mail")))
                .as("the same meaning is another cell all the same")
                .containsExactly("~ row 7 (em-1): Medium class [email] [Email]");
    }

    @Test
    void aRowThatIsNewOrGoneIsNotTakenForAnother() {
        List<String> more = new ArrayList<>(TABLE);
        more.add(7, "rf-1,,referral,Referral,sent by a page");
        assertThat(diff(TABLE, more)).containsExactly("+ row 8 (rf-1)");
        assertThat(diff(more, TABLE)).containsExactly("- row 8 (rf-1)");
    }

    @Test
    void aRowThatMovedIsToldWithThoseItPassed() {
        List<String> moved = new ArrayList<>(TABLE);
        moved.add(5, moved.remove(7));
        assertThat(diff(TABLE, moved)).containsExactly("> row 6 (ev-1) up past 7 8");
        assertThat(diff(moved, TABLE)).containsExactly("> row 8 (ev-1) down past 6 7");
    }

    @Test
    void aMovedRowMayBeChangedToo() {
        List<String> moved = new ArrayList<>(TABLE);
        moved.remove(7);
        moved.add(5, "ev-1,event,,Event,met at a fair");
        assertThat(diff(TABLE, moved))
                .containsExactly(
                        "~ row 6 (ev-1): BECAUSE [met at an event] [met at a fair]", "> row 6 (ev-1) up past 7 8");
    }

    @Test
    void aRowWithAnotherIdIsTheSameRowIfAllElseIsOrNearlyAll() {
        assertThat(diff(TABLE, with(6, "mail,,email,Email,the medium is e-mail")))
                .containsExactly("~ row 7 (mail): ID [em-1] [mail]");
        assertThat(diff(TABLE, with(6, "mail,social,email,Email,the medium is e-mail")))
                .containsExactly("~ row 7 (mail): ID [em-1] [mail], Source category [] [social]");
        assertThat(diff(TABLE, with(6, "mail,social,organic,Email,a post")))
                .as("another row")
                .containsExactly("- row 7 (em-1)", "+ row 7 (mail)");
    }

    @Test
    void rowsWithoutIdsAreKnownByWhatStandsInThem() {
        List<String> nameless = TABLE.stream()
                .map(line -> line.replaceFirst("^(ps-1|em-1|ev-1|last)", ""))
                .toList();
        List<String> changed = new ArrayList<>(nameless);
        changed.set(5, ",search,paid,Paid Search,somebody paid");
        changed.add(6, changed.remove(7));
        assertThat(diff(nameless, changed))
                .containsExactly("~ row 6: BECAUSE [a paid click] [somebody paid]", "> row 7 up past 8");
    }

    @Test
    void columnsMayComeGoAndChangePlaces() {
        List<String> added = with(3, "ID,WHEN,WHEN,THEN,BECAUSE,NOTE");
        added.set(6, "em-1,,email,Email,the medium is e-mail,ask Ada");
        assertThat(diff(TABLE, added)).containsExactly("+ column NOTE");
        assertThat(diff(added, TABLE)).containsExactly("- column NOTE");
        List<String> turned = new ArrayList<>(TABLE);
        turned.set(4, ",Medium class,Source category,Channel,");
        turned.set(5, "ps-1,paid,search,Paid Search,a paid click");
        turned.set(6, "em-1,email,,Email,the medium is e-mail");
        turned.set(7, "ev-1,,event,Event,met at an event");
        assertThat(diff(TABLE, turned)).containsExactly("> columns");
    }

    @Test
    void theLinesAboveTheColumnsCountToo() {
        assertThat(diff(TABLE, with(1, "Hit policy,Only match")))
                .containsExactly("~ Hit policy [First match] [Only match]");
        assertThat(diff(TABLE, with(2, "About,All channels"))).containsExactly("~ About [] [All channels]");
    }

    @Test
    void aListIsKnownByItsFirstColumnWhereThatNamesItsRows() {
        List<String> list = List.of("host,source", "google.com,Google", "bing.com,Bing");
        assertThat(diff(list, List.of("host,source", "bing.com,Bing", "google.com,Google Search")))
                .containsExactly("> row 2 up past 3", "~ row 3: source [Google] [Google Search]");
        List<String> twice = List.of("host,source", "*,Google", "*,Bing", "*,Yahoo");
        assertThat(diff(twice, List.of("host,source", "*,Google", "*,Yahoo"))).containsExactly("- row 3");
    }

    @Test
    void aListOfFiftyThousandRowsIsComparedInNoTime() {
        List<String> rows = new ArrayList<>(IntStream.range(0, 50_000)
                .mapToObj(i -> "host-" + i + ".example,s" + i % 7)
                .toList());
        List<String> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(1));
        rows.add(0, "host,source");
        shuffled.add(0, "host,source");
        shuffled.set(7, "new.example,s1");
        long start = System.nanoTime();
        List<String> told = diff(rows, shuffled);
        assertThat((System.nanoTime() - start) / 1_000_000_000.0).isLessThan(5);
        assertThat(told).filteredOn(line -> line.startsWith("+")).containsExactly("+ row 8");
        assertThat(told).filteredOn(line -> line.startsWith("-")).hasSize(1);
    }

    private static List<String> with(int line, String text) {
        List<String> changed = new ArrayList<>(TABLE);
        changed.set(line, text);
        return changed;
    }

    private static List<String> diff(List<String> before, List<String> after) {
        return SheetDiff.between(parts(before), parts(after)).changes().stream()
                .map(SheetDiffTest::told)
                .toList();
    }

    private static SheetParts parts(List<String> lines) {
        byte[] csv = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return SheetParts.of(Csv.read("a.csv", csv, new ArrayList<>()).orElseThrow());
    }

    private static String told(SheetDiff.Change change) {
        if (change instanceof SheetDiff.LineChanged line) {
            return "~ " + line.name() + " [" + line.was() + "] [" + line.is() + "]";
        }
        if (change instanceof SheetDiff.ColumnAdded added) {
            return "+ column " + added.column().name();
        }
        if (change instanceof SheetDiff.ColumnRemoved removed) {
            return "- column " + removed.column().name();
        }
        if (change instanceof SheetDiff.ColumnsMoved) {
            return "> columns";
        }
        if (change instanceof SheetDiff.RowAdded added) {
            return "+ " + added.row().name();
        }
        if (change instanceof SheetDiff.RowRemoved removed) {
            return "- " + removed.row().name();
        }
        if (change instanceof SheetDiff.RowMoved moved) {
            return "> " + moved.after().name() + (moved.up() ? " up past" : " down past")
                    + String.join(
                            "",
                            moved.passed().stream().map(row -> " " + row.line()).toList());
        }
        SheetDiff.RowChanged changed = (SheetDiff.RowChanged) change;
        return "~ " + changed.after().name() + ": "
                + String.join(
                        ", ",
                        changed.cells().stream()
                                .map(cell -> cell.column().name() + " [" + cell.was() + "] [" + cell.is() + "]")
                                .toList());
    }
}
