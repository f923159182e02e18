package dev.headwater.attribution;

import dev.headwater.attribution.Dimension.Key;
import dev.headwater.lead.Conversion;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Money;
import dev.headwater.touch.Journey;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Adds up a report, person by person; nothing of a person is kept.
 *
 * <ul>
 *   <li>A lead counts in the period in which it became one, with the touches up to that moment.
 *   <li>A conversion counts in the period in which it happened, with the touches up to that moment.
 *   <li>Paths that have not led there, from which only the models that learn take anything: of leads with a touch in the
 *       period that have not converted by its end, and of visitors with a touch in the period who have not become leads.
 * </ul>
 *
 * Not safe for use by many threads.
 */
public final class Tally {
    /** How many rows a report tells apart. */
    public static final int MAX_ROWS = 1_000;

    private static final Comparator<Report.Row> MOST_FIRST = Comparator.comparing(
                    (Report.Row row) -> row.sums().conversions())
            .thenComparing(row -> row.sums().leads())
            .reversed()
            .thenComparing(row -> String.valueOf(row.key().name()));

    private final ReportQuestion question;
    private final Keys keys;
    private final Map<String, Sharing> sharings;
    private final Sums.Growing unattributed = new Sums.Growing();
    private final Sums.Growing totals = new Sums.Growing();
    private long trimmed;
    private long undated;

    public Tally(ReportQuestion question) {
        this(question, MAX_ROWS);
    }

    Tally(ReportQuestion question, int maxRows) {
        this.question = question;
        this.keys = new Keys(question.by(), maxRows);
        this.sharings = question.ways().begin();
    }

    /** Adds one person. */
    public void add(Journey journey) {
        boolean isLead = journey.person() instanceof LeadId;
        Touch first = journey.history().first();
        if (first == null) {
            return;
        }
        if (!isLead) {
            missed(Goal.LEAD, journey);
            return;
        }
        Instant since = journey.leadSince() == null ? first.at() : journey.leadSince();
        if (question.covers(since)) {
            undated += journey.leadSince() == null ? 1 : 0;
            reached(Goal.LEAD, journey.history(), since, new Milestones(since, null, null), null);
        }
        boolean converted = false;
        for (Conversion conversion : journey.conversions().kept()) {
            if (question.conversionType() == null || question.conversionType().equals(conversion.type())) {
                converted |= conversion.at().isBefore(question.to());
                if (question.covers(conversion.at())) {
                    reached(
                            Goal.CONVERSION,
                            journey.history(),
                            conversion.at(),
                            told(conversion, since),
                            conversion.value());
                }
            }
        }
        if (!converted) {
            missed(Goal.CONVERSION, journey);
        }
    }

    private static Milestones told(Conversion conversion, Instant since) {
        return new Milestones(
                conversion.leadCreated() == null ? since : conversion.leadCreated(),
                conversion.opportunityCreated(),
                conversion.at());
    }

    private void reached(Goal goal, TouchHistory history, Instant at, Milestones milestones, @Nullable Money value) {
        Path path = Path.of(history, question.rules(), at, milestones);
        trimmed += isTrimmed(history) ? 1 : 0;
        add(totals, goal, value);
        if (path.touches().isEmpty()) {
            add(unattributed, goal, value);
            return;
        }
        int[] rows = keys.of(path.touches());
        sharings.values().forEach(sharing -> sharing.reached(goal, path, rows, value));
    }

    private static void add(Sums.Growing sums, Goal goal, @Nullable Money value) {
        sums.add(goal, Credit.WHOLE);
        if (value != null) {
            sums.add(value.currency(), value.amount());
        }
    }

    /** Its touches up to the end of the period, where one of them lies in it. */
    private void missed(Goal goal, Journey journey) {
        TouchHistory history = journey.history();
        if (history.recent().stream().noneMatch(touch -> question.covers(touch.at()))) {
            return;
        }
        Path path = Path.of(history, question.rules(), question.to().minusNanos(1), Milestones.NONE);
        if (!path.touches().isEmpty()) {
            int[] rows = keys.of(path.touches());
            sharings.values().forEach(sharing -> sharing.missed(goal, rows));
        }
    }

    private static boolean isTrimmed(TouchHistory history) {
        Touch first = history.first();
        boolean firstApart = first != null && !history.recent().contains(first);
        return history.total() > history.recent().size() + (firstApart ? 1 : 0);
    }

    /**
     * The report over all that was added.
     *
     * @param costs those of the days of the period; others are passed over
     * @param bounds of the histories that were added
     */
    public Report report(List<Cost> costs, TouchHistory.Bounds bounds) {
        Map<String, BigDecimal> all = new TreeMap<>();
        Map<String, BigDecimal> unassigned = new TreeMap<>();
        Map<Integer, Map<String, BigDecimal>> byRow = new HashMap<>();
        Map<String, Integer> rows = rowsByName();
        int touched = keys.count();
        for (Cost cost : costs) {
            if (question.covers(cost.day())) {
                Map<String, BigDecimal> one =
                        Map.of(cost.amount().currency(), cost.amount().amount());
                all.putAll(Sums.plus(all, one));
                String id = cost.key(question.by());
                if (id == null) {
                    unassigned.putAll(Sums.plus(unassigned, one));
                } else {
                    byRow.merge(
                            rows.computeIfAbsent(plain(id), name -> keys.of(new Key(id, id), Instant.MIN)),
                            one,
                            Sums::plus);
                }
            }
        }
        List<String> untouched = IntStream.range(touched, keys.count())
                .mapToObj(row -> String.valueOf(keys.key(row).name()))
                .sorted()
                .toList();
        List<Report.Part> parts = new ArrayList<>();
        sharings.forEach((model, sharing) -> parts.add(new Report.Part(model, rows(sharing, byRow))));
        return new Report(
                question,
                parts,
                unattributed.sums(),
                totals.sums(),
                all,
                unassigned,
                new Report.Limits(bounds, trimmed, undated, keys.isCut(), untouched));
    }

    /**
     * Costs come from other programs, which may write the same campaign with other capitals, and from people, who write the name
     * that they see. An ID comes before a name.
     */
    private Map<String, Integer> rowsByName() {
        Map<String, Integer> rows = new HashMap<>();
        Map<String, Integer> names = new HashMap<>();
        for (int row = 0; row < keys.count(); row++) {
            Key key = keys.key(row);
            if (key.id() != null) {
                rows.putIfAbsent(plain(key.id()), row);
            }
            if (key.id() != null && key.name() != null) {
                names.putIfAbsent(plain(key.name()), row);
            }
        }
        names.forEach(rows::putIfAbsent);
        return rows;
    }

    private static String plain(String id) {
        return id.strip().toLowerCase(Locale.ROOT);
    }

    private List<Report.Row> rows(Sharing sharing, Map<Integer, Map<String, BigDecimal>> costs) {
        List<Sums> sums = sharing.sums(keys.count());
        List<Report.Row> rows = new ArrayList<>();
        for (int row = 0; row < sums.size(); row++) {
            Map<String, BigDecimal> cost = costs.getOrDefault(row, Map.of());
            if (!sums.get(row).equals(Sums.NOTHING) || !cost.isEmpty()) {
                rows.add(new Report.Row(keys.key(row), sums.get(row), cost));
            }
        }
        rows.sort(MOST_FIRST);
        return rows;
    }
}
