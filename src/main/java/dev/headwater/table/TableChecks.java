package dev.headwater.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a table mean together: rows that can never decide, rows that must not both fit, leads that no row
 * fits. Each is shown by a lead. The time it takes is bounded; a table past the bound is told so.
 */
final class TableChecks {
    /** How many pairs of rows are held against each other at most. */
    private static final long MOST_PAIRS = 40_000_000;

    private static final long PATIENCE = 20_000_000;
    private static final long PATIENCE_PER_ROW = 2_000_000;
    private static final int MOST_FLAWS_OF_A_KIND = 50;
    private static final int MOST_ROWS_NAMED = 5;

    private final DecisionTable table;
    private final List<Flaw> flaws;
    private long pairs;
    private long patience = PATIENCE;

    TableChecks(DecisionTable table, List<Flaw> flaws) {
        this.table = table;
        this.flaws = flaws;
    }

    /**
     * Checks a table.
     *
     * @param lastRefused whether its last row was left out because of what is wrong with it, so that nothing can be said
     *     of what is left for it
     */
    void check(boolean lastRefused) {
        if (table.rows().isEmpty()) {
            return;
        }
        CaseSpace space;
        try {
            space = new CaseSpace(table);
        } catch (Axis.TooLarge e) {
            tellUnchecked(table.rows().get(0));
            tellCopies();
            return;
        }
        BitSet impossible = impossible(space);
        switch (table.hitPolicy()) {
            case FIRST_MATCH -> {
                shadowed(space, impossible);
                if (!lastRefused) {
                    gap(space);
                }
            }
            case ONLY_MATCH -> {
                overlaps(space, impossible);
                if (!lastRefused) {
                    gap(space);
                }
            }
            case SUM_POINTS, ALL_MATCHES -> {
                // rows count side by side; any number of them may fit
            }
        }
    }

    /** Rows whose own cells exclude each other. */
    private BitSet impossible(CaseSpace space) {
        BitSet impossible = new BitSet();
        for (int row = 0; row < space.rows(); row++) {
            for (int i = 0; i < space.axes().size(); i++) {
                Word word = space.axes().get(i).word();
                if (space.block(row)[i].isEmpty() && !impossible.get(row)) {
                    impossible.set(row);
                    flaws.add(at(
                            row,
                            "The row can never fit: no " + (word == null ? "day" : word.name())
                                    + " meets what it asks.",
                            "Change what it asks, or delete the row"));
                }
            }
        }
        return impossible;
    }

    private void shadowed(CaseSpace space, BitSet impossible) {
        int told = 0;
        int untold = 0;
        List<Integer> undecided = new ArrayList<>();
        NearRows rowsAbove = new NearRows(space);
        for (int row = 0; row < space.rows(); row++) {
            if (impossible.get(row)) {
                continue;
            }
            if (space.isWhole(row)) {
                // As the last row it is there for leads that nobody thought of; there may be none today.
                if (row < space.rows() - 1) {
                    tellAlwaysFits(space, row);
                }
                break;
            }
            int[] near = rowsAbove.to(row);
            rowsAbove.add(row);
            if ((pairs += near.length) > MOST_PAIRS) {
                tellUnchecked(table.rows().get(row));
                break;
            }
            try {
                List<Integer> above = coveringRows(space, row, near);
                if (!above.isEmpty() && told++ < MOST_FLAWS_OF_A_KIND) {
                    tellShadowed(space, row, above);
                } else if (!above.isEmpty()) {
                    untold++;
                }
            } catch (Cover.OutOfPatience e) {
                undecided.add(row);
            }
        }
        tellMore(untold, "can never decide");
        tellUndecided(undecided, "whether the rows above leave anything to it");
    }

    /** The rows above that together fit whatever a row fits; none if there is something left for it. */
    private List<Integer> coveringRows(CaseSpace space, int row, int[] near) throws Cover.OutOfPatience {
        List<Integer> meeting = new ArrayList<>();
        for (int above : near) {
            if (space.meet(row, above)) {
                if (covers(space, above, row)) {
                    return List.of(above);
                }
                meeting.add(above);
            }
        }
        if (meeting.isEmpty()) {
            return List.of();
        }
        long share = Math.min(patience, PATIENCE_PER_ROW);
        Cover cover = new Cover(space, share);
        try {
            BitSet used = new BitSet();
            boolean left = cover.uncovered(space.copy(row), meeting, used) != null;
            return left ? List.of() : used.stream().boxed().toList();
        } finally {
            patience -= share - Math.max(0, cover.patienceLeft());
        }
    }

    private static boolean covers(CaseSpace space, int above, int row) {
        for (int i = 0; i < space.axes().size(); i++) {
            if (!space.block(above)[i].covers(space.block(row)[i])) {
                return false;
            }
        }
        return true;
    }

    private void tellShadowed(CaseSpace space, int row, List<Integer> above) {
        Example lead = space.example(space.copy(row));
        boolean tried = above.stream().anyMatch(this::isJudgedByTrying) || isJudgedByTrying(row);
        BitSet[] block = space.copy(row);
        String decides = IntStream.range(0, row)
                .filter(each -> fits(space, each, block))
                .mapToObj(this::name)
                .findFirst()
                .orElseThrow();
        String problem = above.size() == 1
                ? "The row can never decide: " + name(above.get(0)) + " above fits whatever it fits."
                : "The row can never decide: " + names(above) + " above together fit whatever it fits.";
        String remedy = "For example, " + lead + " is decided by " + decides
                + ". Delete the row, move it up, or narrow what stands above it"
                + (tried ? ". Patterns were judged by trying texts" : "");
        Flaw flaw = at(row, problem, remedy).shownBy(lead);
        flaws.add(tried ? warning(flaw) : flaw);
    }

    /** Whether a row fits the case that is shown of a block. */
    private static boolean fits(CaseSpace space, int row, BitSet[] block) {
        for (int i = 0; i < block.length; i++) {
            if (!space.block(row)[i].has(space.shown(i, block[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a row has a regular expression, or several patterns of one word: these are not compared exactly. */
    private boolean isJudgedByTrying(int row) {
        Set<Word> patterned = new HashSet<>();
        for (int i = 0; i < table.conditions().size(); i++) {
            if (table.rows().get(row).conditions().get(i) instanceof Condition.Like like
                    && (TextSamples.isRegularExpression(like)
                            || !patterned.add(table.conditions().get(i).word()))) {
                return true;
            }
        }
        return false;
    }

    private void tellAlwaysFits(CaseSpace space, int row) {
        int below = space.rows() - 1 - row;
        flaws.add(at(
                row,
                "The row always fits, so that the " + (below == 1 ? "row" : below + " rows")
                        + " below it can never decide.",
                "Move it to the end, or fill in its WHEN cells"));
    }

    private void overlaps(CaseSpace space, BitSet impossible) {
        int told = 0;
        int untold = 0;
        NearRows rowsAbove = new NearRows(space);
        for (int row = 0; row < space.rows(); row++) {
            int[] near = rowsAbove.to(row);
            rowsAbove.add(row);
            if ((pairs += near.length) > MOST_PAIRS) {
                tellUnchecked(table.rows().get(row));
                break;
            }
            for (int above : near) {
                if (!impossible.get(row) && !impossible.get(above) && space.meet(row, above)) {
                    if (told++ < MOST_FLAWS_OF_A_KIND) {
                        tellOverlap(space, row, above);
                    } else {
                        untold++;
                    }
                    break;
                }
            }
        }
        tellMore(untold, "fits leads that another row fits too");
    }

    private void tellOverlap(CaseSpace space, int row, int above) {
        BitSet[] shared = space.shared(row, above);
        Example lead = space.example(shared);
        Flaw flaw = at(
                        row,
                        "The row and " + name(above) + " can fit the same lead, but the hit policy is Only match.",
                        "For example, " + lead + " fits both. Narrow one of them, or make the hit policy First match")
                .shownBy(lead);
        flaws.add(space.isMadeUp(shared) ? warning(flaw) : flaw);
    }

    private void gap(CaseSpace space) {
        int last = space.rows() - 1;
        boolean firstMatch = table.hitPolicy() == HitPolicy.FIRST_MATCH;
        for (int row = 0; row < space.rows(); row++) {
            if (space.isWhole(row)) {
                return;
            }
        }
        List<Integer> all = IntStream.rangeClosed(0, last).boxed().toList();
        String add = firstMatch ? "Add a last row with nothing in its WHEN cells" : "Add a row for what is left";
        try {
            BitSet[] free = new Cover(space, PATIENCE_PER_ROW).uncovered(space.whole(), all, new BitSet());
            if (free != null) {
                Example lead = space.example(free);
                flaws.add(at(
                                last,
                                firstMatch
                                        ? "The table has no last row that always fits, and some leads fit no row."
                                        : "Some leads fit no row.",
                                "For example, " + lead + " fits none. " + add)
                        .shownBy(lead));
            } else if (firstMatch) {
                flaws.add(warning(at(
                        last,
                        "The table has no last row that always fits. Today its rows fit every lead, but a new value "
                                + "in a list would fit none.",
                        add)));
            }
        } catch (Cover.OutOfPatience e) {
            Flaw flaw = at(
                    last,
                    firstMatch
                            ? "The table has no last row that always fits, and its rows are too intertwined to tell "
                                    + "whether they fit every lead."
                            : "The rows are too intertwined to tell whether some lead fits none.",
                    add);
            flaws.add(firstMatch ? flaw : warning(flaw));
        }
    }

    /** Rows that ask for the very same as one above, where there is no time for more. */
    private void tellCopies() {
        if (table.hitPolicy() != HitPolicy.FIRST_MATCH && table.hitPolicy() != HitPolicy.ONLY_MATCH) {
            return;
        }
        Map<List<Object>, Integer> first = new HashMap<>();
        int told = 0;
        int untold = 0;
        for (int row = 0; row < table.rows().size(); row++) {
            DecisionTable.Row each = table.rows().get(row);
            Integer above =
                    first.putIfAbsent(List.of(each.conditions(), new Axis.Days(each.from(), each.until())), row);
            if (above != null && told++ < MOST_FLAWS_OF_A_KIND) {
                flaws.add(at(row, "The row asks for the same as " + name(above) + " above.", "Delete one of them"));
            } else if (above != null) {
                untold++;
            }
        }
        tellMore(untold, "asks for the same as one above");
    }

    private void tellMore(int untold, String what) {
        if (untold > 0) {
            flaws.add(at(
                    table.rows().size() - 1,
                    untold == 1
                            ? "One more row of this table " + what + "."
                            : untold + " more rows of this table are like this: each " + what + ".",
                    "Mend those above first"));
        }
    }

    private void tellUnchecked(DecisionTable.Row from) {
        flaws.add(Flaw.warningAt(
                table.address(from),
                "The table is too large to hold all rows against each other; from this row on that was not done.",
                "A long list of values is better kept as a list, and asked for with in"));
    }

    private void tellUndecided(List<Integer> rows, String what) {
        if (!rows.isEmpty()) {
            flaws.add(warning(at(
                    rows.get(0),
                    "The rows are too intertwined to tell " + what + "; so it is for " + names(rows) + ".",
                    null)));
        }
    }

    private Flaw at(int row, String problem, @Nullable String remedy) {
        return Flaw.at(table.address(table.rows().get(row)), problem, remedy);
    }

    private static Flaw warning(Flaw flaw) {
        return new Flaw(
                Flaw.Severity.WARNING,
                flaw.file(),
                flaw.sheet(),
                flaw.cell(),
                flaw.problem(),
                flaw.remedy(),
                flaw.example());
    }

    /** {@code row 7 (ps-1)}. */
    private String name(int row) {
        return "row " + shortName(row);
    }

    private String shortName(int row) {
        DecisionTable.Row found = table.rows().get(row);
        String line = Integer.toString(found.line());
        return found.id().equals(line) ? line : line + " (" + found.id() + ")";
    }

    private String names(List<Integer> rows) {
        if (rows.size() == 1) {
            return name(rows.get(0));
        }
        List<String> named =
                rows.stream().limit(MOST_ROWS_NAMED).map(this::shortName).collect(Collectors.toList());
        int more = rows.size() - named.size();
        String last = more > 0 ? more + " more" : named.remove(named.size() - 1);
        return "rows " + String.join(", ", named) + " and " + last;
    }
}
