package dev.headwater.json;

import dev.headwater.lead.EventId;
import dev.headwater.lead.Form;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.Person;
import dev.headwater.lead.PromoCode;
import dev.headwater.lead.Referrer;
import dev.headwater.lead.SelfReport;
import dev.headwater.lead.VisitorId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message of Segment's or RudderStack's: {@code track}, {@code identify}, {@code page}, {@code screen} or
 * {@code group}. An {@code alias} names no contact and is refused.
 *
 * <p>{@code userId} is the lead, {@code anonymousId} the visitor, {@code messageId} the contact, {@code timestamp} (else
 * {@code originalTimestamp}) its time. {@code context.campaign} and {@code context.page} tell of the visit; of a
 * {@code page} message its {@code properties} do so where the context does not. {@code traits} and {@code properties}
 * that are text, numbers or flags become attributes, at most {@value #MAX_ATTRIBUTES} of them; nested ones are passed
 * over. A form is named by the property {@code form_name} or the like, else by the {@code event} of a {@code track}.
 *
 * @see <a href="https://www.twilio.com/docs/segment/connections/spec/common">Segment, Spec: Common fields</a>
 * @see <a href="https://www.rudderstack.com/docs/event-spec/standard-events/common-fields/">RudderStack, Common fields</a>
 */
final class SegmentMessage {
    /** How many traits and properties become attributes; further ones count as unknown. */
    static final int MAX_ATTRIBUTES = 200;

    private static final Set<String> TYPES = Set.of("track", "identify", "page", "screen", "group", "alias");
    private static final List<String> NAMES = List.of("userId", "anonymousId", "messageId");
    private static final List<String> CONTENTS = List.of("context", "traits", "properties");

    private static final List<String> PASSED = List.of(
            "_metadata",
            "category",
            "channel",
            "groupId",
            "integrations",
            "isBatch",
            "name",
            "originalTimestamp",
            "previousId",
            "projectId",
            "receivedAt",
            "request_ip",
            "rudderId",
            "sentAt",
            "version",
            "writeKey");

    private static final List<String> PASSED_IN_CONTEXT = List.of(
            "active",
            "app",
            "channel",
            "consent",
            "consentManagement",
            "device",
            "direct",
            "groupId",
            "ip",
            "library",
            "locale",
            "location",
            "network",
            "os",
            "protocols",
            "referrer",
            "screen",
            "sessionId",
            "sessionStart",
            "timezone",
            "userAgent",
            "userAgentData");

    private static final List<String> FORM_NAMES = List.of("form_name", "formName", "form_id", "formId", "form");
    private static final List<String> HEARD =
            List.of("heardAboutUs", "heard_about_us", "howDidYouHearAboutUs", "how_did_you_hear_about_us");
    private static final List<String> COUPON = List.of("coupon");
    private static final String A_TYPE = "track, identify, page, screen or group";
    private static final String AN_OBJECT = "an object";

    private SegmentMessage() {}

    static boolean fits(Fields body) {
        boolean named = NAMES.stream().anyMatch(body::tells);
        String type = folded(body.peek("type"));
        return (type != null && TYPES.contains(type) && (named || body.hasObject("context")))
                || (named && CONTENTS.stream().anyMatch(body::hasObject));
    }

    static LeadContext read(Fields body) {
        body.pass(PASSED);
        String type = folded(body.onlyText("type", A_TYPE));
        if (type != null && (!TYPES.contains(type) || type.equals("alias"))) {
            body.wrong("type", type, A_TYPE);
        }
        Fields context = body.object("context", AN_OBJECT);
        Fields campaign = context.object("campaign", "an object with fields such as source, medium and name");
        Fields page = context.object("page", "an object with the fields url and referrer");
        Fields properties = body.object("properties", AN_OBJECT);
        Fields traits = body.object("traits", AN_OBJECT);
        Fields contextTraits = context.object("traits", AN_OBJECT);
        boolean isPage = "page".equals(type);

        String url = address(page);
        String referrer = page.onlyText("referrer", "an address as text");
        if (isPage) {
            url = url != null ? url : address(properties);
            referrer = referrer != null ? referrer : properties.onlyText("referrer", "an address as text");
        }
        Instant timestamp = body.time("timestamp");
        LeadContext message = new LeadContext(
                body.id("userId", Person.MAX_LENGTH, LeadId::new),
                body.id("anonymousId", Person.MAX_LENGTH, VisitorId::new),
                body.id("messageId", EventId.MAX_LENGTH, EventId::new),
                timestamp != null || body.tells("timestamp") ? timestamp : body.time("originalTimestamp"),
                LeadContextJson.told(url, LandingPage::new),
                LeadContextJson.told(referrer, Referrer::new),
                LeadContextJson.tags(campaign),
                List.of(),
                LeadContextJson.told(form(body, properties, type), Form::new),
                LeadContextJson.told(first(COUPON, properties), PromoCode::new),
                null,
                null,
                LeadContextJson.told(heard(properties, traits, contextTraits), SelfReport::new),
                null,
                attributes(properties, traits, contextTraits));
        page.pass(List.of(
                "path",
                "title",
                "search",
                "initial_referrer",
                "initial_referring_domain",
                "referring_domain",
                "tab_url"));
        page.done();
        context.pass(PASSED_IN_CONTEXT);
        context.done();
        return message;
    }

    private static @Nullable String folded(@Nullable String type) {
        return type == null ? null : type.strip().toLowerCase(Locale.ROOT);
    }

    /** Some libraries tell the canonical address, without its query, and the query beside it. */
    private static @Nullable String address(Fields page) {
        String url = page.onlyText("url", "an address as text");
        String search = page.onlyText("search", "the query of the address as text");
        if (url == null || search == null || url.contains("?")) {
            return url;
        }
        int fragment = url.indexOf('#');
        String query = search.startsWith("?") ? search : "?" + search;
        return fragment < 0 ? url + query : url.substring(0, fragment) + query + url.substring(fragment);
    }

    private static @Nullable String form(Fields body, Fields properties, @Nullable String type) {
        String event = body.text("event");
        String named = first(FORM_NAMES, properties);
        return named != null || (type != null && !type.equals("track")) ? named : event;
    }

    private static @Nullable String heard(Fields... told) {
        for (Fields fields : told) {
            String answer = first(HEARD, fields);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }

    /** The first of these that is told as text; another of such a name is the app's own. */
    private static @Nullable String first(List<String> names, Fields fields) {
        for (String name : names) {
            if (fields.tells(name) && fields.isTextual(name)) {
                return fields.text(name);
            }
        }
        return null;
    }

    /** Of the same name in several places the property stands, then the trait, then the trait of the context. */
    private static Map<String, Object> attributes(Fields... told) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (Fields fields : told) {
            fields.each((name, value) -> {
                if (!fields.isScalar(name)) {
                    return;
                }
                String key = Unicode.wellFormed(name);
                if (facts.size() >= MAX_ATTRIBUTES && !facts.containsKey(key)) {
                    fields.unknown(name);
                    return;
                }
                Object fact = fields.fact(name);
                if (fact != null) {
                    facts.putIfAbsent(key, fact);
                }
            });
        }
        return facts;
    }
}
