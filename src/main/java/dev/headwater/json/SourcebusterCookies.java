package dev.headwater.json;

import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of sourcebuster.js: {@code sbjs_current} and {@code sbjs_current_add} tell of the visit, {@code sbjs_first}
 * and {@code sbjs_first_add} of the first one, which becomes an earlier contact where it is another.
 *
 * <p>A cookie is text, {@code typ=utm|||src=google|||mdm=cpc}, as it is or as the browser has it (percent-encoded, or
 * Base64 as WooCommerce has it since 9.2), or an object of the same fields, as the script itself gives it.
 *
 * <p>The script writes times without an offset, those of the visitor unless told otherwise. That of the first visit is
 * read as UTC, so it may be half a day off; it serves to put the visit before the others. The time of the contact is when
 * the app tells it, not when the visit began.
 */
final class SourcebusterCookies {
    private static final String CURRENT = "sbjs_current";
    private static final String CURRENT_ADD = "sbjs_current_add";
    private static final String FIRST = "sbjs_first";
    private static final String FIRST_ADD = "sbjs_first_add";
    private static final List<String> READ = List.of(CURRENT, CURRENT_ADD, FIRST, FIRST_ADD);
    private static final List<String> PASSED = List.of("sbjs_session", "sbjs_udata", "sbjs_promo", "sbjs_migrations");

    private static final String DELIMITER = "|||";
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{8,}={0,2}");
    private static final String A_MAIN_COOKIE = "a cookie such as typ=utm|||src=google|||mdm=cpc";
    private static final String AN_EXTRA_COOKIE =
            "a cookie such as fd=2026-11-23 10:15:00|||ep=https://acme.example/|||rf=(none)";
    private static final String A_TIME = "a time such as 2026-11-23 10:15:00";

    private SourcebusterCookies() {}

    static boolean fits(Fields body) {
        return READ.stream().anyMatch(body::tells);
    }

    static LeadContext read(Fields body) {
        body.pass(PASSED);
        Cookie current = cookie(body, CURRENT, A_MAIN_COOKIE);
        Cookie currentAdd = cookie(body, CURRENT_ADD, AN_EXTRA_COOKIE);
        Cookie first = cookie(body, FIRST, A_MAIN_COOKIE);
        Cookie firstAdd = cookie(body, FIRST_ADD, AN_EXTRA_COOKIE);
        Instant firstAt = firstAdd.time("fd");
        Instant currentAt = currentAdd.time("fd");
        boolean isAnother = firstAt != null && !first.isEmpty() && !firstAt.equals(currentAt);
        List<LeadContext> earlier =
                isAnother ? List.of(contact(visit(first, firstAdd), firstAt, List.of())) : List.of();
        return contact(visit(current, currentAdd), null, earlier);
    }

    private static SourcebusterVisit visit(Cookie main, Cookie extra) {
        CampaignTags tags = new CampaignTags(
                main.text("src"),
                main.text("mdm"),
                main.text("cmp"),
                main.text("trm"),
                main.text("cnt"),
                main.text("id"));
        return SourcebusterVisit.of(main.text("typ"), tags, extra.text("ep"), extra.text("rf"));
    }

    /** The first visit is told again with every contact; its time names it, so that it counts once. */
    private static LeadContext contact(SourcebusterVisit visit, @Nullable Instant at, List<LeadContext> earlier) {
        return new LeadContext(
                null,
                null,
                at == null ? null : new EventId(FIRST + " " + at),
                at,
                visit.landingPage(),
                visit.referrer(),
                visit.tags(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                earlier);
    }

    private static Cookie cookie(Fields body, String name, String expected) {
        if (body.hasObject(name)) {
            return new OfObject(body.object(name, expected));
        }
        String raw = body.onlyText(name, expected);
        if (raw == null) {
            return new OfText(body, name, "", Map.of());
        }
        Map<String, String> parts = new HashMap<>();
        String text = decoded(raw.strip());
        for (String part : text.split(Pattern.quote(DELIMITER), -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                body.wrong(name, raw, expected);
                return new OfText(body, name, "", Map.of());
            }
            parts.putIfAbsent(part.substring(0, equals).strip(), part.substring(equals + 1));
        }
        return new OfText(body, name, raw, parts);
    }

    /** As the script reads its own cookies: Base64 where it looks so, then percent-encoding, once or twice. */
    private static String decoded(String raw) {
        String text = raw;
        if (BASE64.matcher(text).matches()) {
            try {
                text = new String(Base64.getDecoder().decode(text.replace("=", "")), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return raw;
            }
        }
        for (int i = 0; i < 2 && !text.contains("=") && text.contains("%"); i++) {
            text = percentDecoded(text);
        }
        return Unicode.wellFormed(text);
    }

    /** What is no encoding stays as it is: the script does so too. */
    private static String percentDecoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int end = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                bytes[end++] = bytes[i];
            } else {
                bytes[end++] = (byte) (high << 4 | low);
                i += 2;
            }
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** One cookie, in either form. */
    private interface Cookie {
        boolean isEmpty();

        @Nullable
        String text(String name);

        /** A time without an offset, read as UTC. */
        @Nullable
        Instant time(String name);
    }

    private record OfObject(Fields fields) implements Cookie {
        @Override
        public boolean isEmpty() {
            return fields.isEmpty();
        }

        @Override
        public @Nullable String text(String name) {
            return fields.text(name);
        }

        @Override
        public @Nullable Instant time(String name) {
            return fields.timeInUtc(name, A_TIME);
        }
    }

    private record OfText(Fields body, String cookie, String raw, Map<String, String> parts) implements Cookie {
        @Override
        public boolean isEmpty() {
            return parts.isEmpty();
        }

        @Override
        public @Nullable String text(String name) {
            String value = parts.get(name);
            return value == null || value.isBlank() ? null : value;
        }

        @Override
        public @Nullable Instant time(String name) {
            String value = text(name);
            if (value == null) {
                return null;
            }
            Instant time = Rfc3339.parseInUtc(value);
            if (time == null) {
                body.wrong(cookie, raw, "in " + name + " " + A_TIME);
            }
            return time;
        }
    }
}
