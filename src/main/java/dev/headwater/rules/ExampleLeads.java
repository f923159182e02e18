package dev.headwater.rules;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.signal.Evidence;
import dev.headwater.signal.LeadPieces;
import dev.headwater.signal.MadeUpLead;
import dev.headwater.signal.Signal;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Example;
import dev.headwater.table.Flaw;
import dev.headwater.table.RuleBook;
import dev.headwater.table.Text;
import dev.headwater.table.Word;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds, for a flaw that some case shows, a lead that can be sent and is such a case. Leads are put together from what
 * the lists know, and each is tried on the rules themselves: what is handed out was seen to reach the table just so. Not
 * every case has one: earlier touches cannot be told by one, and neither can what no list leads to.
 */
final class ExampleLeads {
    private static final int MOST_TRIED = 4_000;
    private static final int MOST_PIECES = 40;
    private static final int MOST_TRIED_IN_ALL = 30_000;

    /** Only earlier contacts give these a value. */
    private static final Set<String> OF_HISTORY = Set.of(
            Signal.EARLIER_SOURCE,
            Signal.TOUCHES,
            Signal.TOUCHES_IN_7_DAYS,
            Signal.TOUCHES_IN_30_DAYS,
            Signal.FIRST_TOUCH,
            Signal.LAST_TOUCH);

    /** By kind of evidence, the signals that tell its source, its category, its medium and its class. */
    private static final Map<EvidenceKind, Told> TOLD = Map.of(
            EvidenceKind.CRM_TAG, new Told(Signal.CRM_TAG, Signal.CRM_TAG_CATEGORY, null, null, null),
            EvidenceKind.OFFLINE_EVENT, new Told(Signal.OFFLINE_EVENT, null, null, null, null),
            EvidenceKind.PROMO_CODE, new Told(Signal.PROMO_CODE, null, null, null, null),
            EvidenceKind.PHONE_LINE, new Told(Signal.PHONE_LINE, null, null, null, null),
            EvidenceKind.VANITY_PATH, new Told(Signal.VANITY_PATH, null, null, null, null),
            EvidenceKind.CLICK_ID, new Told(Signal.CLICK_ID, null, null, null, Signal.CLICK_ID_COST),
            EvidenceKind.CAMPAIGN_TAGS,
                    new Told(
                            Signal.TAG_SOURCE,
                            Signal.TAG_SOURCE_CATEGORY,
                            Signal.TAG_MEDIUM,
                            Signal.TAG_MEDIUM_CLASS,
                            null),
            EvidenceKind.REFERRER, new Told(Signal.REFERRER, Signal.REFERRER_CATEGORY, null, null, null),
            EvidenceKind.SELF_REPORT, new Told(Signal.SELF_REPORT, Signal.SELF_REPORT_CATEGORY, null, null, null));

    /** The most usual ones first. */
    private static final List<EvidenceKind> KINDS = List.of(
            EvidenceKind.CAMPAIGN_TAGS,
            EvidenceKind.REFERRER,
            EvidenceKind.CLICK_ID,
            EvidenceKind.OFFLINE_EVENT,
            EvidenceKind.CRM_TAG,
            EvidenceKind.PROMO_CODE,
            EvidenceKind.PHONE_LINE,
            EvidenceKind.VANITY_PATH,
            EvidenceKind.SELF_REPORT);

    private static final Told IN_FORCE =
            new Told(Signal.SOURCE, Signal.SOURCE_CATEGORY, Signal.MEDIUM, Signal.MEDIUM_CLASS, null);

    /** The signals by which a piece of evidence is told; null where none tells it. */
    private record Told(
            @Nullable String source,
            @Nullable String category,
            @Nullable String medium,
            @Nullable String mediumClass,
            @Nullable String cost) {

        boolean isWanted(Map<String, @Nullable Object> wanted) {
            return is(wanted, source)
                    || is(wanted, category)
                    || is(wanted, medium)
                    || is(wanted, mediumClass)
                    || is(wanted, cost);
        }

        private static boolean is(Map<String, @Nullable Object> wanted, @Nullable String signal) {
            return signal != null && wanted.get(signal) != null;
        }

        boolean fits(Evidence evidence, Map<String, @Nullable Object> wanted) {
            String name = evidence.source() == null ? null : evidence.source().name();
            return fits(wanted, source, name)
                    && fits(wanted, category, evidence.category())
                    && fits(wanted, medium, evidence.medium())
                    && fits(wanted, mediumClass, evidence.mediumClass())
                    && fits(
                            wanted,
                            cost,
                            evidence.cost() == null ? null : evidence.cost().word());
        }

        private static boolean fits(
                Map<String, @Nullable Object> wanted, @Nullable String signal, @Nullable String found) {
            return signal == null
                    || !wanted.containsKey(signal)
                    || Objects.equals(wanted.get(signal), found == null ? null : Text.fold(found));
        }
    }

    private final RuleSet rules;
    private final LeadPieces pieces;
    private final Instant now;
    private int triedInAll;

    /**
     * @param rules decide as the flawed ones would
     * @param now the time at which leads are tried
     */
    ExampleLeads(RuleSet rules, RuleBook book, Instant now) {
        this.rules = rules;
        this.pieces = new LeadPieces(book.lists(), rules.catalog());
        this.now = now;
    }

    /** The flaws, those that a case shows with a lead where one was found. */
    List<Flaw> shown(List<Flaw> flaws) {
        return flaws.stream().map(this::shown).toList();
    }

    private Flaw shown(Flaw flaw) {
        Example example = flaw.example();
        if (example == null || example.day() != null || triedInAll > MOST_TRIED_IN_ALL) {
            return flaw;
        }
        return rules.tables().stream()
                .filter(table -> table.file().equals(flaw.file())
                        && table.sheet().equals(flaw.sheet() == null ? "" : flaw.sheet()))
                .findFirst()
                .map(table -> lead(table, flaw.cell(), example))
                .map(lead -> flaw.shownBy(example.as(lead.json())))
                .orElse(flaw);
    }

    private @Nullable MadeUpLead lead(DecisionTable table, @Nullable String cell, Example example) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        for (DecisionTable.Column column : table.conditions()) {
            if (example.facts().containsKey(column.word().name())) {
                wanted.put(
                        column.word().signal(),
                        example.facts().get(column.word().name()));
            }
        }
        boolean ofHistory = OF_HISTORY.stream()
                .anyMatch(signal -> wanted.get(signal) != null && !Objects.equals(wanted.get(signal), 0.0));
        return ofHistory ? null : new Search(table, cell, example).found(axes(wanted));
    }

    /** What a lead may be put together from: one of each. */
    private List<Iterable<MadeUpLead>> axes(Map<String, @Nullable Object> wanted) {
        List<Iterable<MadeUpLead>> axes = new ArrayList<>();
        axes.add(List.of(plainly(wanted)));
        TOLD.forEach((kind, told) -> {
            if (told.isWanted(wanted)) {
                axes.add(fitting(kind, told, wanted));
            }
        });
        boolean conflict = wanted.entrySet().stream()
                .anyMatch(fact ->
                        fact.getKey().startsWith(Signal.CONFLICT_PREFIX) && Boolean.TRUE.equals(fact.getValue()));
        if (conflict) {
            axes.add(some(EvidenceKind.CLICK_ID));
            axes.add(some(EvidenceKind.CAMPAIGN_TAGS));
        }
        boolean decided = List.of(
                        Signal.OUTCOME,
                        Signal.EVIDENCE,
                        Signal.SOURCE,
                        Signal.SOURCE_CATEGORY,
                        Signal.MEDIUM,
                        Signal.MEDIUM_CLASS,
                        Signal.CHANNEL,
                        Signal.CHANNEL_KIND,
                        Signal.POINTS)
                .stream()
                .anyMatch(signal -> wanted.get(signal) != null);
        if (decided) {
            axes.add(winners(wanted));
        }
        if (wanted.get(Signal.POINTS) != null) {
            axes.add(orNothing(pieces.bySignal(Signal.FORM_PURPOSE).values()));
            axes.add(orNothing(pieces.bySignal(Signal.PAGE_CLASS).values()));
        }
        return axes;
    }

    /** What is told by a field of its own, whatever else is. */
    private MadeUpLead plainly(Map<String, @Nullable Object> wanted) {
        MadeUpLead lead = MadeUpLead.NOTHING;
        for (Map.Entry<String, @Nullable Object> fact : wanted.entrySet()) {
            Object value = fact.getValue();
            if (value == null || value.equals(false)) {
                continue;
            }
            MadeUpLead piece = switch (fact.getKey()) {
                case Signal.CAMPAIGN -> MadeUpLead.with("utm_campaign", value.toString());
                case Signal.MEDIUM, Signal.TAG_MEDIUM -> MadeUpLead.with("utm_medium", value.toString());
                case Signal.TAG_SOURCE -> MadeUpLead.with("utm_source", value.toString());
                case Signal.TAGGED -> MadeUpLead.with("utm_campaign", "spring");
                case Signal.VISIT -> MadeUpLead.VISIT;
                case Signal.INTERNAL -> MadeUpLead.landingOn("localhost/");
                case Signal.FORM_PURPOSE, Signal.PAGE_CLASS ->
                    pieces.bySignal(fact.getKey()).getOrDefault(value, MadeUpLead.NOTHING);
                default ->
                    fact.getKey().startsWith(Signal.ATTRIBUTE_PREFIX)
                            ? MadeUpLead.attribute(fact.getKey().substring(Signal.ATTRIBUTE_PREFIX.length()), value)
                            : MadeUpLead.NOTHING;
            };
            lead = lead.and(piece);
        }
        return lead;
    }

    private List<MadeUpLead> fitting(EvidenceKind kind, Told told, Map<String, @Nullable Object> wanted) {
        Object source = told.source() == null ? null : wanted.get(told.source());
        List<MadeUpLead> fitting = pieces.of(kind, source == null ? "" : source.toString()).stream()
                .filter(piece -> told.fits(piece.evidence(), wanted))
                .limit(MOST_PIECES)
                .map(LeadPieces.Piece::lead)
                .toList();
        if (!fitting.isEmpty() || source == null) {
            return fitting;
        }
        // The case has a made-up source; another may do as well, and is tried.
        Map<String, @Nullable Object> others = new LinkedHashMap<>(wanted);
        others.remove(told.source());
        return fitting(kind, told, others);
    }

    /** Leads whose evidence may win and be what is wanted. Kind by kind, since the lists of the last are long. */
    private Iterable<MadeUpLead> winners(Map<String, @Nullable Object> wanted) {
        Object evidence = wanted.get(Signal.EVIDENCE);
        Map<String, @Nullable Object> mediumTold = new LinkedHashMap<>(wanted);
        mediumTold.remove(Signal.MEDIUM);
        mediumTold.remove(Signal.MEDIUM_CLASS);
        List<MadeUpLead> plain = List.of(
                MadeUpLead.VISIT,
                MadeUpLead.NOTHING,
                MadeUpLead.landingOn("localhost/"),
                MadeUpLead.with("utm_source", "somebody"));
        return () -> Stream.concat(
                        plain.stream(),
                        KINDS.stream()
                                .filter(kind -> evidence == null || evidence.equals(Text.fold(kind.word())))
                                .flatMap(kind -> Stream.concat(
                                        fitting(kind, IN_FORCE, wanted).stream(),
                                        // A medium that no list has can be told plainly beside it.
                                        wanted.get(Signal.MEDIUM) == null
                                                ? Stream.empty()
                                                : fitting(kind, IN_FORCE, mediumTold).stream())))
                .iterator();
    }

    private List<MadeUpLead> some(EvidenceKind kind) {
        return pieces.of(kind, "").stream()
                .limit(MOST_PIECES)
                .map(LeadPieces.Piece::lead)
                .toList();
    }

    private static List<MadeUpLead> orNothing(Collection<MadeUpLead> leads) {
        List<MadeUpLead> all = new ArrayList<>(List.of(MadeUpLead.NOTHING));
        all.addAll(leads);
        return all;
    }

    /** Tries one lead after the other, within bounds. */
    private final class Search {
        private final DecisionTable table;
        private final @Nullable String cell;
        private final List<DecisionTable.Row> expected;
        private int tried;

        /** @param cell the one that the flaw names */
        Search(DecisionTable table, @Nullable String cell, Example example) {
            this.table = table;
            this.cell = cell;
            this.expected =
                    table.matches(word -> example.facts().get(word.name()), LocalDate.ofInstant(now, ZoneOffset.UTC));
        }

        @Nullable
        MadeUpLead found(List<Iterable<MadeUpLead>> axes) {
            return found(axes, 0, MadeUpLead.NOTHING);
        }

        private @Nullable MadeUpLead found(List<Iterable<MadeUpLead>> axes, int axis, MadeUpLead soFar) {
            if (axis == axes.size()) {
                tried++;
                triedInAll++;
                return isReached(soFar) ? soFar : null;
            }
            for (MadeUpLead piece : axes.get(axis)) {
                if (tried >= MOST_TRIED) {
                    return null;
                }
                MadeUpLead lead = found(axes, axis + 1, soFar.and(piece));
                if (lead != null) {
                    return lead;
                }
            }
            return null;
        }

        /** Whether the table does with this lead what it does with the case: the same row decides, the flawed one fits. */
        private boolean isReached(MadeUpLead lead) {
            for (Question question : rules.questions(lead.signals(rules.catalog(), now))) {
                if (question.table().file().equals(table.file())
                        && question.table().sheet().equals(table.sheet())) {
                    Map<Word, @Nullable Object> asked = new HashMap<>();
                    for (int i = 0; i < table.conditions().size(); i++) {
                        asked.put(
                                table.conditions().get(i).word(),
                                question.values().get(i));
                    }
                    List<DecisionTable.Row> fitting = table.matches(asked::get, question.day());
                    boolean sameDecides = fitting.isEmpty()
                            ? expected.isEmpty()
                            : !expected.isEmpty() && fitting.get(0).equals(expected.get(0));
                    return sameDecides
                            && (expected.stream().noneMatch(this::isFlawed)
                                    || fitting.stream().anyMatch(this::isFlawed));
                }
            }
            return false;
        }

        private boolean isFlawed(DecisionTable.Row row) {
            return table.address(row).cell().equals(cell);
        }
    }
}
