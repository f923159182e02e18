package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.CrmField;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.FollowUp;
import dev.headwater.decision.IntentTier;
import dev.headwater.decision.Outcome;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.DecisionTable.Column;
import dev.headwater.table.DecisionTable.Row;
import dev.headwater.table.FillIn;
import dev.headwater.table.Flaw;
import dev.headwater.table.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a deciding table say in their THEN cells, read when rules are loaded.
 *
 * <p>Most of what is looked for here has been checked when the table was read, against the dictionary. It is checked
 * again since the dictionary is a file too, and could allow what no code knows.
 */
final class Then {
    private static final double SECONDS_IN_A_DAY = 86_400;
    private static final double LONGEST_WAIT = 366;
    private static final Pattern FIELD = Pattern.compile("crm\\.[a-z0-9_-]+\\.[A-Za-z0-9_.-]+");

    private final DecisionTable table;
    private final List<Flaw> flaws;

    /** @param flaws takes what a row says that nobody can follow */
    Then(DecisionTable table, List<Flaw> flaws) {
        this.table = table;
        this.flaws = flaws;
    }

    /**
     * What a row of the source table decides.
     *
     * @param take the kind of evidence that wins; null where the row takes none
     * @param outcome what came of asking; null where the row leaves it open
     * @param confidence from 0 to 1
     */
    record Choice(@Nullable EvidenceKind take, @Nullable Outcome outcome, double confidence) {}

    List<Choice> choices() {
        Column take = needed("Take");
        Column outcome = column("Outcome");
        Column confidence = column("Confidence");
        return each(row -> new Choice(
                kind(row, take), outcome(row, outcome), Math.min(1, Math.max(0, number(row, confidence, 1)))));
    }

    List<Channel> channels(Channels known) {
        Column column = needed("Channel");
        return each(row -> {
            Object value = value(row, column);
            Channel channel = value == null ? null : known.named(value.toString());
            if (channel == null) {
                wrong(row, column, value, "a channel of " + known.file());
                return NO_CHANNEL;
            }
            return channel;
        });
    }

    List<Double> points() {
        Column column = needed("Points");
        return each(row -> {
            if (!(value(row, column) instanceof Double)) {
                wrong(row, column, value(row, column), "a number of points");
            }
            return number(row, column, 0);
        });
    }

    List<IntentTier> tiers() {
        Column column = needed("Tier");
        return each(row -> {
            Object value = value(row, column);
            for (IntentTier tier : IntentTier.values()) {
                if (value != null && is(tier.word(), value)) {
                    return tier;
                }
            }
            wrong(row, column, value, "one of High, Medium and Low");
            return IntentTier.LOW;
        });
    }

    List<FollowUp> followUps() {
        Column step = needed("Next step");
        Column within = column("Within");
        Column queue = column("Queue");
        return each(row -> {
            Object told = value(row, step);
            if (told == null) {
                wrong(row, step, null, "a next step");
            }
            Object in = value(row, queue);
            return new FollowUp(
                    told == null ? "" : told.toString(), duration(row, within), in == null ? null : in.toString());
        });
    }

    private @Nullable Duration duration(Row row, @Nullable Column column) {
        if (!(value(row, column) instanceof Double days)) {
            return null;
        }
        if (days < 0 || days > LONGEST_WAIT) {
            wrong(row, column, Math.round(days) + " days", "a time from now up to " + (int) LONGEST_WAIT + " days");
            return null;
        }
        return Duration.ofSeconds(Math.round(days * SECONDS_IN_A_DAY));
    }

    /** The signal of a word that the table CRM sets says which field it fills: {@code crm.salesforce.LeadSource}. */
    List<CrmRow> crmRows() {
        List<Column> fields = new ArrayList<>();
        for (Column column : table.outcomes()) {
            if (FIELD.matcher(column.word().signal()).matches()) {
                fields.add(column);
            } else {
                flaws.add(new Flaw(
                        Flaw.Severity.ERROR,
                        table.file(),
                        table.sheet().isEmpty() ? null : table.sheet(),
                        null,
                        "The dictionary does not say which field of which CRM \""
                                + column.word().name() + "\" fills.",
                        "Its signal is crm, the product and the field with dots between: crm.salesforce.LeadSource"));
            }
        }
        return each(row -> new CrmRow(
                fields.stream().map(column -> cell(column, value(row, column))).toList()));
    }

    private static CrmRow.Cell cell(Column column, @Nullable Object value) {
        String[] parts = column.word().signal().split("\\.", 3);
        return value instanceof FillIn fillIn
                ? new CrmRow.Cell(new CrmField(parts[1], parts[2], null), fillIn)
                : new CrmRow.Cell(new CrmField(parts[1], parts[2], value == null ? null : value.toString()), null);
    }

    /** What would mend matters, row by row; null where a row does not say. */
    static List<@Nullable String> mends(DecisionTable table) {
        Then then = new Then(table, new ArrayList<>());
        Column column = then.column("Mend");
        List<@Nullable String> mends = new ArrayList<>();
        for (Row row : table.rows()) {
            Object value = then.value(row, column);
            mends.add(value == null ? null : value.toString());
        }
        return mends;
    }

    /** Stands in for what a flaw was found in, so that the other rows are looked at too. */
    private static final Channel NO_CHANNEL = new Channel("", "", Channel.Kind.UNKNOWN);

    private <T> List<T> each(Function<Row, T> decision) {
        return table.rows().stream().map(decision).toList();
    }

    private @Nullable EvidenceKind kind(Row row, @Nullable Column column) {
        Object value = value(row, column);
        if (value != null && is("nothing", value)) {
            return null;
        }
        for (EvidenceKind kind : EvidenceKind.values()) {
            if (value != null && is(kind.word(), value)) {
                return kind;
            }
        }
        wrong(row, column, value, "a kind of evidence, or \"nothing\"");
        return null;
    }

    private @Nullable Outcome outcome(Row row, @Nullable Column column) {
        Object value = value(row, column);
        if (value == null) {
            return null;
        }
        for (Outcome outcome : Outcome.values()) {
            if (is(outcome.word(), value)) {
                return outcome;
            }
        }
        wrong(row, column, value, "an outcome");
        return null;
    }

    private @Nullable Column needed(String name) {
        Column column = column(name);
        if (column == null) {
            flaws.add(new Flaw(
                    Flaw.Severity.ERROR,
                    table.file(),
                    table.sheet().isEmpty() ? null : table.sheet(),
                    null,
                    "The table " + table.name() + " has no THEN column \"" + name + "\".",
                    "Without it, no row decides anything"));
        }
        return column;
    }

    private @Nullable Column column(String name) {
        return table.outcomes().stream()
                .filter(column -> is(column.word().name(), name))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Object value(Row row, @Nullable Column column) {
        return column == null ? null : row.outcomes().get(table.outcomes().indexOf(column));
    }

    private double number(Row row, @Nullable Column column, double otherwise) {
        return value(row, column) instanceof Double number ? number : otherwise;
    }

    private void wrong(Row row, @Nullable Column column, @Nullable Object value, String wanted) {
        if (column != null) {
            String problem = value == null ? "The cell is empty." : "\"" + value + "\" is not " + wanted + ".";
            flaws.add(Flaw.at(table.address(row, column), problem, value == null ? "It needs " + wanted : null));
        }
    }

    private static boolean is(String word, Object value) {
        return Text.fold(word).equals(Text.fold(value.toString()));
    }
}
