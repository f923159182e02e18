package dev.headwater.json;

import com.fasterxml.jackson.core.JsonParser;
import dev.headwater.json.Reading.Lead;
import dev.headwater.json.Reading.NotALead;
import dev.headwater.json.Reading.NotJson;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.ClickId;
import dev.headwater.lead.CrmTag;
import dev.headwater.lead.DialledNumber;
import dev.headwater.lead.EventId;
import dev.headwater.lead.Form;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.OfflineEvent;
import dev.headwater.lead.Person;
import dev.headwater.lead.PromoCode;
import dev.headwater.lead.Referrer;
import dev.headwater.lead.SelfReport;
import dev.headwater.lead.VisitorId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lead contexts as JSON, and as the plain trees that YAML gives.
 *
 * <p>Forgiving where an app's meaning is clear: null, blank text and a missing field all mean "not told"; a number
 * stands for text everywhere but in addresses and times; unknown fields are counted. Strict where it is not: flags,
 * objects and lists are never text, a name told twice in one object is a fault, and JSON has no extensions here.
 * Nesting past 64 levels, texts past 1,048,576 characters and numbers past 1,000 digits are refused.
 *
 * <p>Bodies in the shapes of {@link AppShape} are taken as they are.
 */
public final class LeadContextJson {
    private static final String A_LEAD = "an object, such as {\"leadId\": \"L-1042\"}";

    private static final String AN_EARLIER_CONTACT = "an object with occurredAt, landingUrl and referrer";

    /** How many earlier contacts are told at most: each is decided like the contact itself. */
    static final int MAX_EARLIER = 10;

    private LeadContextJson() {}

    /** Reads one JSON document. Never throws, whatever the bytes are. */
    public static Reading read(byte[] json) {
        Parsed parsed = parse(json);
        return parsed.trouble() != null ? parsed.trouble() : read(parsed.tree());
    }

    /**
     * Reads an already parsed tree.
     *
     * @param tree Map, List, String, Number, Boolean or null, nested at will
     * @return a {@link Lead} or a {@link NotALead}
     */
    public static Reading read(@Nullable Object tree) {
        Notes notes = new Notes();
        LeadContext lead = lead(Fields.of(tree, A_LEAD, notes));
        List<Fault> faults = notes.faults();
        return faults.isEmpty() ? new Lead(lead, notes.unknownCount(), notes.unknown()) : new NotALead(faults);
    }

    /**
     * Reads many, one at a time: NDJSON (a lead on each line), a JSON array, or objects one after another, each as long
     * as it likes. What is wrong with one stays with that one, save that nothing can be read after a place where an
     * array is not JSON.
     *
     * @param json UTF-8, as long as it likes; left open
     * @return not safe for use by many threads; throws {@link java.io.UncheckedIOException} if the stream does
     */
    public static Iterator<Item> readAll(InputStream json) {
        return new LeadStream(json);
    }

    /**
     * One of many.
     *
     * @param index 0 for the first
     * @param line the line of the input on which it begins, 1 for the first; positions in {@link NotJson} count from
     *     the beginning of the input as well
     * @param reading what came of reading it
     */
    public record Item(long index, long line, Reading reading) {}

    /** One JSON document as a tree, or why it is none. */
    static Parsed parse(byte[] json) {
        try (JsonParser parser = JsonTree.FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                return new Parsed(null, new NotJson("it is empty", 0, 0));
            }
            Object tree = JsonTree.valueAt(parser);
            if (parser.nextToken() != null) {
                return new Parsed(
                        null,
                        new NotJson(
                                "something follows after its end",
                                parser.currentTokenLocation().getLineNr(),
                                parser.currentTokenLocation().getColumnNr()));
            }
            return new Parsed(tree, null);
        } catch (IOException e) {
            return new Parsed(null, NotJsonReasons.of(e));
        }
    }

    /** One of the two is there, or the document is {@code null}. */
    record Parsed(@Nullable Object tree, @Nullable NotJson trouble) {}

    /** Our own fields come first; what they leave untold is taken from the one shape of an app that is recognised. */
    private static LeadContext lead(Fields fields) {
        AppShape shape = AppShape.of(fields);
        LeadContext own = own(fields);
        LeadContext lead = shape == null ? own : together(own, shape.read(fields));
        fields.done();
        return lead;
    }

    private static LeadContext together(LeadContext own, LeadContext told) {
        List<ClickId> clickIds = new ArrayList<>(own.clickIds());
        told.clickIds().stream()
                .filter(id -> own.clickIds().stream()
                        .noneMatch(mine -> mine.parameter().equalsIgnoreCase(id.parameter())))
                .forEach(clickIds::add);
        Map<String, Object> attributes = new LinkedHashMap<>(told.attributes());
        attributes.putAll(own.attributes());
        return new LeadContext(
                first(own.leadId(), told.leadId()),
                first(own.visitorId(), told.visitorId()),
                first(own.eventId(), told.eventId()),
                first(own.occurredAt(), told.occurredAt()),
                first(own.landingPage(), told.landingPage()),
                first(own.referrer(), told.referrer()),
                own.tags().equals(CampaignTags.NONE) ? told.tags() : own.tags(),
                clickIds,
                first(own.form(), told.form()),
                first(own.promoCode(), told.promoCode()),
                own.dialledNumber(),
                own.crmTag(),
                first(own.selfReport(), told.selfReport()),
                own.offlineEvent(),
                attributes,
                own.earlier().isEmpty() ? told.earlier() : own.earlier());
    }

    private static <T> @Nullable T first(@Nullable T own, @Nullable T told) {
        return own != null ? own : told;
    }

    private static LeadContext own(Fields fields) {
        Fields form = fields.object("form", "an object with the fields name and heardAboutUs");
        Fields crm = fields.object("crm", "an object with the field leadSource");
        LeadContext lead = new LeadContext(
                fields.id("leadId", Person.MAX_LENGTH, LeadId::new),
                fields.id("visitorId", Person.MAX_LENGTH, VisitorId::new),
                fields.id("eventId", EventId.MAX_LENGTH, EventId::new),
                fields.time("occurredAt"),
                told(fields.onlyText("landingUrl", "an address as text"), LandingPage::new),
                told(fields.onlyText("referrer", "an address as text"), Referrer::new),
                tags(fields.object("campaign", "an object with fields such as source, medium and name")),
                clickIds(fields.object("clickIds", "an object such as {\"gclid\": \"Cj0K\"}")),
                told(form.text("name"), Form::new),
                told(fields.text("promoCode"), PromoCode::new),
                told(fields.text("dialledNumber"), DialledNumber::new),
                told(crm.text("leadSource"), CrmTag::new),
                told(form.text("heardAboutUs"), SelfReport::new),
                offline(fields.object("offline", "an object with the fields type and name")),
                attributes(fields.object("attributes", "an object such as {\"companySize\": 250}")),
                earlier(fields.objects("earlier", AN_EARLIER_CONTACT), fields));
        form.done();
        crm.done();
        return lead;
    }

    /** What is told again with every contact is named by its time, so that it counts once. */
    private static List<LeadContext> earlier(List<Fields> told, Fields whole) {
        if (told.size() > MAX_EARLIER) {
            whole.wrong("earlier", "a list of " + told.size(), "a list of " + MAX_EARLIER + " at most");
            return List.of();
        }
        List<LeadContext> earlier = new ArrayList<>();
        for (Fields fields : told) {
            Instant at = fields.time("occurredAt");
            EventId event = fields.id("eventId", EventId.MAX_LENGTH, EventId::new);
            LeadContext contact = new LeadContext(
                    null,
                    null,
                    event != null || at == null ? event : new EventId("earlier " + at),
                    at,
                    told(fields.onlyText("landingUrl", "an address as text"), LandingPage::new),
                    told(fields.onlyText("referrer", "an address as text"), Referrer::new),
                    tags(fields.object("campaign", "an object with fields such as source, medium and name")),
                    clickIds(fields.object("clickIds", "an object such as {\"gclid\": \"Cj0K\"}")),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of());
            fields.done();
            if (at != null) {
                earlier.add(contact);
            } else if (!fields.tells("occurredAt")) {
                fields.missing("occurredAt", "when it was, such as 2026-11-02T08:30:00Z");
            }
        }
        earlier.sort(Comparator.comparing(LeadContextJson::timeOf));
        return earlier;
    }

    private static Instant timeOf(LeadContext contact) {
        return contact.occurredAt() == null ? Instant.EPOCH : contact.occurredAt();
    }

    /** Campaign tags under the names that we and Segment give them. */
    static CampaignTags tags(Fields campaign) {
        CampaignTags tags = new CampaignTags(
                campaign.text("source"),
                campaign.text("medium"),
                campaign.text("name"),
                campaign.text("term"),
                campaign.text("content"),
                campaign.text("id"));
        campaign.done();
        return tags;
    }

    private static List<ClickId> clickIds(Fields ids) {
        List<ClickId> told = new ArrayList<>();
        ids.each((parameter, value) -> {
            String id = ids.text(parameter);
            if (id != null) {
                told.add(new ClickId(Unicode.wellFormed(parameter), id));
            }
        });
        return told;
    }

    private static @Nullable OfflineEvent offline(Fields offline) {
        String type = offline.text("type");
        String name = offline.text("name");
        offline.done();
        if (type != null) {
            return new OfflineEvent(type, name);
        }
        if (name != null) {
            offline.missing("type", "what kind of contact it was, such as \"trade-show\"");
        }
        return null;
    }

    private static Map<String, Object> attributes(Fields attributes) {
        Map<String, Object> facts = new LinkedHashMap<>();
        attributes.each((name, value) -> {
            Object fact = attributes.fact(name);
            if (fact != null) {
                facts.put(Unicode.wellFormed(name), fact);
            }
        });
        return facts;
    }

    static <T> @Nullable T told(@Nullable String text, Function<String, T> type) {
        return text == null ? null : type.apply(text);
    }
}
