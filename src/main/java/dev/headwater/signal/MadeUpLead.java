package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.CrmTag;
import dev.headwater.lead.DialledNumber;
import dev.headwater.lead.Form;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.OfflineEvent;
import dev.headwater.lead.PromoCode;
import dev.headwater.lead.Referrer;
import dev.headwater.lead.SelfReport;
import dev.headwater.touch.TouchHistory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A lead that nobody sent, made up to show what rules do: few fields, each of which can be told in the JSON of the API.
 *
 * @param page the landing page's host and path; null for none. A lead with parameters has one
 * @param parameters the landing page's, in the order in which they came
 * @param fields other fields, by their path in the JSON: {@code referrer}, {@code crm.leadSource}
 * @param attributes the app's own facts: each a String, a Double or a Boolean
 */
public record MadeUpLead(
        @Nullable String page,
        Map<String, String> parameters,
        Map<String, String> fields,
        Map<String, Object> attributes) {
    private static final String PAGE = "www.acme.example/";
    private static final Instant BEGINNING = Instant.EPOCH;

    /** A lead that tells nothing. */
    public static final MadeUpLead NOTHING = new MadeUpLead(null, Map.of(), Map.of(), Map.of());

    /** Somebody who came to a page, and nothing more. */
    public static final MadeUpLead VISIT = landingOn(PAGE);

    public MadeUpLead {
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        fields = java.util.Collections.unmodifiableMap(new TreeMap<>(fields));
        attributes = java.util.Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** A lead that landed on a page. */
    public static MadeUpLead landingOn(String hostAndPath) {
        return new MadeUpLead(hostAndPath, Map.of(), Map.of(), Map.of());
    }

    /** A lead whose landing page has one parameter. */
    public static MadeUpLead with(String parameter, String value) {
        return new MadeUpLead(null, Map.of(parameter, value), Map.of(), Map.of());
    }

    /** A lead that tells one field, by its path in the JSON. */
    public static MadeUpLead telling(String field, String value) {
        return new MadeUpLead(null, Map.of(), Map.of(field, value), Map.of());
    }

    /** A lead with one fact of the app's own. */
    public static MadeUpLead attribute(String name, Object value) {
        return new MadeUpLead(null, Map.of(), Map.of(), Map.of(name, value));
    }

    /** This lead and what another tells besides; what both tell stays as this one tells it. */
    public MadeUpLead and(MadeUpLead other) {
        Map<String, String> allParameters = new LinkedHashMap<>(parameters);
        other.parameters.forEach(allParameters::putIfAbsent);
        Map<String, String> allFields = new TreeMap<>(other.fields);
        allFields.putAll(fields);
        Map<String, Object> allAttributes = new TreeMap<>(other.attributes);
        allAttributes.putAll(attributes);
        return new MadeUpLead(page != null ? page : other.page, allParameters, allFields, allAttributes);
    }

    /** What is recognised of it, without any history. */
    public Signals signals(Catalog catalog, Instant now) {
        return Signals.of(lead(), TouchHistory.EMPTY, catalog, now);
    }

    /** The evidence of one kind that it gives; null where it gives none. */
    @Nullable
    Evidence evidence(EvidenceKind kind, Catalog catalog) {
        return signals(catalog, BEGINNING).evidence().stream()
                .filter(evidence -> evidence.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String landingUrl() {
        if (page == null && parameters.isEmpty()) {
            return null;
        }
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return "https://" + (page == null ? PAGE : page) + (query.isEmpty() ? "" : "?" + query);
    }

    private LeadContext lead() {
        String url = landingUrl();
        String referrer = fields.get("referrer");
        String form = fields.get("form.name");
        String promoCode = fields.get("promoCode");
        String number = fields.get("dialledNumber");
        String leadSource = fields.get("crm.leadSource");
        String heard = fields.get("form.heardAboutUs");
        String offline = fields.get("offline.type");
        return new LeadContext(
                null,
                null,
                null,
                null,
                url == null ? null : new LandingPage(url),
                referrer == null ? null : new Referrer(referrer),
                CampaignTags.NONE,
                List.of(),
                form == null ? null : new Form(form),
                promoCode == null ? null : new PromoCode(promoCode),
                number == null ? null : new DialledNumber(number),
                leadSource == null ? null : new CrmTag(leadSource),
                heard == null ? null : new SelfReport(heard),
                offline == null ? null : new OfflineEvent(offline, null),
                attributes);
    }

    /** One line of JSON, as {@code /v1/leads:resolve} takes it. */
    public String json() {
        Map<String, Object> told = new LinkedHashMap<>();
        String url = landingUrl();
        if (url != null) {
            told.put("landingUrl", url);
        }
        fields.forEach((path, value) -> {
            int dot = path.indexOf('.');
            if (dot < 0) {
                told.put(path, value);
            } else {
                @SuppressWarnings("unchecked") // nothing else is put under the name of an object
                Map<String, Object> object =
                        (Map<String, Object>) told.computeIfAbsent(path.substring(0, dot), name -> new TreeMap<>());
                object.put(path.substring(dot + 1), value);
            }
        });
        if (!attributes.isEmpty()) {
            told.put("attributes", attributes);
        }
        return json(told);
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .map(field -> quoted(String.valueOf(field.getKey())) + ": " + json(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : number.toString();
        }
        return value instanceof Boolean ? value.toString() : quoted(value.toString());
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' '
                    || c == 0x7F
                    || Character.isSurrogate((char) c)
                    || Character.getType(c) == Character.FORMAT) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
