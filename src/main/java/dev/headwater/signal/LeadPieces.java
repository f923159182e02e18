package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The lists read backwards: for each thing that they can recognise, a piece of a lead that tells it. Each piece was
 * tried, and is known by what came of it.
 */
public final class LeadPieces {
    /** Of rows that say the same of category, medium and cost, as many are tried. */
    private static final int MOST_ALIKE = 1;

    private final Map<String, ReferenceList> lists;
    private final Catalog catalog;
    private final Map<String, String> categories = new HashMap<>();
    private final Map<List<String>, List<Piece>> known = new HashMap<>();
    private final Map<String, Map<Object, MadeUpLead>> bySignal = new HashMap<>();

    /**
     * A piece of a lead.
     *
     * @param lead the lead, which tells nothing else
     * @param evidence what it is recognised as
     */
    public record Piece(MadeUpLead lead, Evidence evidence) {}

    /** @param catalog of the same lists */
    public LeadPieces(Map<String, ReferenceList> lists, Catalog catalog) {
        this.lists = lists;
        this.catalog = catalog;
        rows("sources").forEach(row -> {
            categories.put(row.cell("id"), row.cell("category"));
            categories.put(Text.fold(row.cell("name")), row.cell("category"));
        });
    }

    /**
     * Pieces that give evidence of a kind: some of each category, medium class and cost that there is.
     *
     * @param source the source that they are to name, folded; empty for any
     */
    public List<Piece> of(EvidenceKind kind, String source) {
        return known.computeIfAbsent(List.of(kind.word(), source), key -> tried(kind, source));
    }

    /** For each value of a signal, a lead that has it: the purposes of forms, the classes of pages. */
    public Map<Object, MadeUpLead> bySignal(String signal) {
        return bySignal.computeIfAbsent(signal, this::valued);
    }

    private Map<Object, MadeUpLead> valued(String signal) {
        Map<Object, MadeUpLead> byValue = new LinkedHashMap<>();
        Collection<MadeUpLead> candidates = switch (signal) {
            case Signal.FORM_PURPOSE -> each("forms", "form", "", form -> MadeUpLead.telling("form.name", plain(form)));
            case Signal.PAGE_CLASS ->
                each("pages", "path", "", path -> MadeUpLead.landingOn("www.acme.example" + plain(path)));
            default -> List.of();
        };
        for (MadeUpLead lead : candidates) {
            Object value = lead.signals(catalog, Instant.EPOCH).value(signal);
            if (value != null) {
                byValue.putIfAbsent(value, lead);
            }
        }
        return byValue;
    }

    private List<Piece> tried(EvidenceKind kind, String source) {
        List<Piece> pieces = new ArrayList<>();
        for (MadeUpLead lead : candidates(kind, source)) {
            Evidence evidence = lead.evidence(kind, catalog);
            if (evidence != null) {
                pieces.add(new Piece(lead, evidence));
            }
        }
        return List.copyOf(pieces);
    }

    private List<MadeUpLead> candidates(EvidenceKind kind, String source) {
        return switch (kind) {
            case CRM_TAG -> each("crm-tags", "tag", source, tag -> MadeUpLead.telling("crm.leadSource", plain(tag)));
            case OFFLINE_EVENT ->
                each("offline-types", "type", source, type -> MadeUpLead.telling("offline.type", plain(type)));
            case PROMO_CODE ->
                each("promo-codes", "code", source, code -> MadeUpLead.telling("promoCode", plain(code)));
            case PHONE_LINE ->
                each("phone-lines", "number", source, number -> MadeUpLead.telling("dialledNumber", number));
            case VANITY_PATH -> each("vanity-paths", "path", source, path -> MadeUpLead.landingOn(plain(path)));
            case CLICK_ID -> each("click-ids", "parameter", source, parameter -> MadeUpLead.with(parameter, "x1"));
            case CAMPAIGN_TAGS -> tagged(source);
            case REFERRER ->
                each("hosts", "host", source, host -> MadeUpLead.telling("referrer", "https://" + plain(host)));
            case SELF_REPORT ->
                each(
                        "self-reports",
                        "phrase",
                        source,
                        phrase -> MadeUpLead.telling("form.heardAboutUs", plain(phrase)));
            case EARLIER_TOUCH -> List.of();
        };
    }

    /** Sources that are tagged, each alone and with a medium of each class; and each medium with none that is known. */
    private List<MadeUpLead> tagged(String source) {
        List<MadeUpLead> sources = new ArrayList<>(List.of(MadeUpLead.with("utm_source", "somebody")));
        sources.addAll(each("sources", "name", source, name -> MadeUpLead.with("utm_source", name)));
        List<MadeUpLead> mediums =
                each("mediums", "medium", "", medium -> MadeUpLead.with("utm_medium", plain(medium)));
        List<MadeUpLead> tagged = new ArrayList<>(sources);
        tagged.addAll(each("aliases", "tag", source, tag -> MadeUpLead.with("utm_source", plain(tag))));
        sources.forEach(each -> mediums.forEach(medium -> tagged.add(each.and(medium))));
        return tagged;
    }

    private List<MadeUpLead> each(String list, String column, String source, Function<String, MadeUpLead> piece) {
        Map<List<String>, Integer> alike = new HashMap<>();
        List<MadeUpLead> leads = new ArrayList<>();
        for (ReferenceList.Row row : rows(list)) {
            String text = row.cell(column);
            boolean named = source.isEmpty()
                    || Stream.of("source", "free source", "name", "ads source")
                            .anyMatch(cell -> Text.fold(row.cell(cell)).equals(source));
            if (!text.isEmpty()
                    && !text.startsWith("matches ")
                    && named
                    && alike.merge(kind(row), 1, Integer::sum) <= MOST_ALIKE) {
                leads.add(piece.apply(text));
            }
        }
        return leads;
    }

    /** What a row says of what it leads to; rows that say the same lead to much the same. */
    private List<String> kind(ReferenceList.Row row) {
        String category = row.cell("category");
        String source = row.cell("source");
        return List.of(
                category.isEmpty() ? categories.getOrDefault(Text.fold(source), "") : category,
                row.cell("medium class") + (row.cell("class").isEmpty() ? row.cell("medium") : ""),
                row.cell("class") + row.cell("purpose"),
                row.cell("cost"),
                source.isEmpty() ? "none" : "some");
    }

    private List<ReferenceList.Row> rows(String list) {
        ReferenceList found = lists.get(list);
        return found == null ? List.of() : found.rows();
    }

    /** A text that a pattern fits. */
    private static String plain(String pattern) {
        return pattern.replace("{}", "com").replace("*", "");
    }
}
