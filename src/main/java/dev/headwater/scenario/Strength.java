package dev.headwater.scenario;

import dev.headwater.table.DecisionTable;
import dev.headwater.table.Mutant;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well scenarios guard the rules: of all small changes to the tables, which would some scenario notice?
 *
 * @param tables each table's own, in the order in which they decide
 * @param took how long it took to find out
 */
public record Strength(List<OfTable> tables, Duration took) {

    public Strength {
        tables = List.copyOf(tables);
    }

    /**
     * How well one table is guarded.
     *
     * @param table the table
     * @param killed how many mutants some scenario noticed, by failing
     * @param equivalent mutants that no lead could tell from the table itself, as is proven; they count neither way
     * @param survivors those that a lead may tell and no scenario does, in the order of the sheet
     */
    public record OfTable(DecisionTable table, int killed, List<Mutant> equivalent, List<Survivor> survivors) {
        public OfTable {
            equivalent = List.copyOf(equivalent);
            survivors = List.copyOf(survivors);
        }

        /** How many mutants there are, the equivalent ones too. */
        public int mutants() {
            return killed + equivalent.size() + survivors.size();
        }
    }

    /**
     * A change that nobody would notice.
     *
     * @param mutant the change
     * @param suggestion a scenario that would notice it, in YAML, ready to be pasted under {@code scenarios}; it was run:
     *     it passes with the rules as they are, and fails with the change. Null where no such lead was found
     */
    public record Survivor(Mutant mutant, @Nullable String suggestion) {}

    public int killed() {
        return tables.stream().mapToInt(OfTable::killed).sum();
    }

    public int equivalent() {
        return tables.stream().mapToInt(table -> table.equivalent().size()).sum();
    }

    public int survived() {
        return tables.stream().mapToInt(table -> table.survivors().size()).sum();
    }

    /** How many mutants there are, the equivalent ones too. */
    public int mutants() {
        return tables.stream().mapToInt(OfTable::mutants).sum();
    }

    /** From 0 to 100: how many of those that a lead may tell were killed; 100 where there are none. */
    public double percent() {
        int counted = killed() + survived();
        return counted == 0 ? 100 : 100.0 * killed() / counted;
    }

    /** {@code 99.4 %}; never rounded up to 100 while something survived. */
    public String shownPercent() {
        double cut = Math.floor(percent() * 10) / 10;
        return (cut == Math.rint(cut) ? Long.toString((long) cut) : Double.toString(cut)) + " %";
    }
}
