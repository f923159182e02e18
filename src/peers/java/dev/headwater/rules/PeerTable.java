package dev.headwater.rules;

import dev.headwater.table.Condition;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.HitPolicy;
import dev.headwater.table.WordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A decision table that every engine can say: two texts to be equal to, now and then a range of a number, a last row that
 * always fits. The first row that fits decides.
 */
record PeerTable(List<Line> lines) {

    /** What a lead is asked; a class as all engines can read it. */
    public static final class Ask {
        private final String campaign;
        private final String region;
        private final double amount;

        Ask(String campaign, String region, double amount) {
            this.campaign = campaign;
            this.region = region;
            this.amount = amount;
        }

        public String getCampaign() {
            return campaign;
        }

        public String getRegion() {
            return region;
        }

        public double getAmount() {
            return amount;
        }
    }

    /** A row; null is anything. The upper bound is not part of the range. */
    record Line(@Nullable String campaign, @Nullable String region, @Nullable Integer from, @Nullable Integer below) {
        boolean fits(Ask ask) {
            return (campaign == null || campaign.equals(ask.campaign))
                    && (region == null || region.equals(ask.region))
                    && (from == null || ask.amount >= from)
                    && (below == null || ask.amount < below);
        }
    }

    static PeerTable of(int rows) {
        Random random = new Random(5);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < rows - 1; i++) {
            boolean ranged = random.nextInt(5) == 0;
            lines.add(new Line(
                    "campaign " + random.nextInt(Math.max(1, rows / 10)),
                    random.nextInt(3) == 0 ? null : "region " + random.nextInt(12),
                    ranged ? 3 : null,
                    ranged ? 15 : null));
        }
        lines.add(new Line(null, null, null, null));
        return new PeerTable(lines);
    }

    /** Leads of which nearly all campaigns stand in the table. */
    List<Ask> asks(int count) {
        Random random = new Random(7);
        List<Ask> asks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asks.add(new Ask(
                    "campaign " + random.nextInt(lines.size() / 10 + 1),
                    "region " + random.nextInt(12),
                    random.nextInt(20)));
        }
        return asks;
    }

    /** Row by row, as it is meant. */
    int decide(Ask ask) {
        int row = 0;
        while (!lines.get(row).fits(ask)) {
            row++;
        }
        return row;
    }

    DecisionTable ours() {
        List<Column> columns = List.of(
                new Column(RandomTables.word("attributes.campaign", WordType.TEXT), 1),
                new Column(RandomTables.word("attributes.region", WordType.TEXT), 2),
                new Column(RandomTables.word("attributes.amount", WordType.NUMBER), 3));
        List<Row> rows = new ArrayList<>();
        for (Line line : lines) {
            List<Condition> conditions =
                    List.of(equal(line.campaign), equal(line.region), range(line.from, line.below));
            rows.add(new Row(
                    rows.size() + 9,
                    "r" + rows.size(),
                    conditions,
                    List.of("", "", ""),
                    List.of(),
                    "",
                    null,
                    null));
        }
        return new DecisionTable(
                "Peers", "rules/peers.csv", "", HitPolicy.FIRST_MATCH, "", columns, List.of(), rows);
    }

    private static Condition equal(@Nullable String text) {
        return text == null ? new Condition.Anything() : new Condition.OneOf(List.of(text));
    }

    private static Condition range(@Nullable Integer from, @Nullable Integer below) {
        return from == null || below == null
                ? new Condition.Anything()
                : new Condition.Between(from, true, below, false);
    }
}
