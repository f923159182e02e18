package dev.headwater.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Reading;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.LeadContext;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A lead that is being put together from pieces.
 *
 * @param pieces by where they go: {@code page}, {@code ?gclid} for a parameter of the page's address, else as in a lead
 *     ({@code referrer}, {@code form.name}, {@code attributes.companySize})
 * @param history earlier contacts, the earliest first
 */
record Draft(SortedMap<String, String> pieces, List<Past> history) {
    private static final String PAGE = "page";
    private static final String HOME = "https://acme.example/";

    static final Draft EMPTY = new Draft(new TreeMap<>(), List.of());

    Draft {
        pieces = Collections.unmodifiableSortedMap(new TreeMap<>(pieces));
        history = List.copyOf(history);
    }

    /** A contact before the one in question. */
    record Past(Duration ago, Draft lead) {}

    /** The pieces of a lead that somebody wrote. */
    static Draft of(Scenario scenario) {
        List<Past> history = scenario.history().stream()
                .map(earlier -> new Past(Duration.between(earlier.at(), scenario.now()), of(earlier.lead())))
                .toList();
        return new Draft(of(scenario.lead()).pieces(), history);
    }

    private static Draft of(LeadContext lead) {
        TreeMap<String, String> pieces = new TreeMap<>();
        if (lead.landingPage() != null) {
            address(lead.landingPage().url(), pieces);
        }
        put(pieces, "referrer", lead.referrer() == null ? null : lead.referrer().url());
        CampaignTags tags = lead.tags();
        put(pieces, "campaign.source", tags.source());
        put(pieces, "campaign.medium", tags.medium());
        put(pieces, "campaign.name", tags.name());
        put(pieces, "campaign.term", tags.term());
        put(pieces, "campaign.content", tags.content());
        put(pieces, "campaign.id", tags.id());
        lead.clickIds().forEach(id -> put(pieces, "clickIds." + id.parameter(), id.value()));
        put(pieces, "form.name", lead.form() == null ? null : lead.form().name());
        put(
                pieces,
                "form.heardAboutUs",
                lead.selfReport() == null ? null : lead.selfReport().answer());
        put(
                pieces,
                "promoCode",
                lead.promoCode() == null ? null : lead.promoCode().code());
        put(
                pieces,
                "dialledNumber",
                lead.dialledNumber() == null ? null : lead.dialledNumber().number());
        put(
                pieces,
                "crm.leadSource",
                lead.crmTag() == null ? null : lead.crmTag().leadSource());
        if (lead.offlineEvent() != null) {
            put(pieces, "offline.type", lead.offlineEvent().type());
            put(pieces, "offline.name", lead.offlineEvent().name());
        }
        lead.attributes().forEach((name, value) -> put(pieces, "attributes." + name, written(value)));
        return new Draft(pieces, List.of());
    }

    private static String written(Object value) {
        String text = value.toString();
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static void address(String url, Map<String, String> pieces) {
        int query = url.indexOf('?');
        try {
            for (String part :
                    query < 0 ? new String[0] : url.substring(query + 1).split("&", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    pieces.put(
                            "?" + URLDecoder.decode(part.substring(0, equals), UTF_8),
                            URLDecoder.decode(part.substring(equals + 1), UTF_8));
                }
            }
            pieces.put(PAGE, query < 0 ? url : url.substring(0, query));
        } catch (IllegalArgumentException e) {
            // Somebody wrote an address that is none on purpose; it stays whole.
            pieces.put(PAGE, url);
        }
    }

    private static void put(Map<String, String> pieces, String key, @Nullable String value) {
        if (value != null) {
            pieces.put(key, value);
        }
    }

    Draft with(String key, String value) {
        TreeMap<String, String> more = new TreeMap<>(pieces);
        more.put(key, value);
        return new Draft(more, history);
    }

    Draft without(String key) {
        TreeMap<String, String> fewer = new TreeMap<>(pieces);
        fewer.remove(key);
        return new Draft(fewer, history);
    }

    Draft after(List<Past> before) {
        return new Draft(pieces, before);
    }

    /** How much it says. */
    int size() {
        return pieces.size()
                + history.stream().mapToInt(past -> 1 + past.lead().size()).sum();
    }

    /** As an app would send it. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        StringBuilder query = new StringBuilder();
        pieces.forEach((key, value) -> {
            if (key.startsWith("?")) {
                query.append(query.isEmpty() ? "?" : "&")
                        .append(encoded(key.substring(1)))
                        .append('=')
                        .append(encoded(value));
            }
        });
        String page = pieces.get(PAGE);
        if (page != null || !query.isEmpty()) {
            tree.put("landingUrl", (page == null ? HOME : page) + query);
        }
        pieces.forEach((key, value) -> {
            int dot = key.indexOf('.');
            if (key.equals(PAGE) || key.startsWith("?")) {
                return;
            }
            if (dot < 0) {
                tree.put(key, value);
            } else {
                Object inner = tree.computeIfAbsent(key.substring(0, dot), name -> new LinkedHashMap<String, Object>());
                if (inner instanceof Map<?, ?>) {
                    @SuppressWarnings("unchecked") // made in the line before
                    Map<String, Object> object = (Map<String, Object>) inner;
                    object.put(key.substring(dot + 1), key.startsWith("attributes.") ? fact(value) : value);
                }
            }
        });
        return tree;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static Object fact(String value) {
        if (value.matches("-?\\d{1,15}(\\.\\d{1,10})?")) {
            return Double.valueOf(value);
        }
        return value.equals("true") || value.equals("false") ? (Object) Boolean.valueOf(value) : value;
    }

    /** As a scenario that expects nothing yet. */
    @Nullable
    Scenario scenario(Instant now) {
        LeadContext lead = context(tree());
        List<Scenario.Earlier> earlier = new ArrayList<>();
        for (Past past : history) {
            LeadContext then = context(past.lead().tree());
            if (then == null) {
                return null;
            }
            earlier.add(new Scenario.Earlier(now.minus(past.ago()), then));
        }
        return lead == null ? null : new Scenario("", Place.START, now, lead, earlier, List.of(), List.of());
    }

    private @Nullable LeadContext context(Map<String, Object> tree) {
        Map<String, Object> named = new LinkedHashMap<>(tree);
        named.put("leadId", "somebody");
        return LeadContextJson.read(named) instanceof Reading.Lead read ? read.lead() : null;
    }
}
