package dev.headwater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.headwater.decision.Explain;
import dev.headwater.infinispan.InfinispanTouches;
import dev.headwater.json.LeadContextJson;
import dev.headwater.json.Reading;
import dev.headwater.json.ResolutionJson;
import dev.headwater.resolver.Answer;
import dev.headwater.resolver.SourceResolver;
import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import dev.headwater.table.Flaw;
import dev.headwater.touch.TouchHistory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever an app sends, the whole line under the rules as shipped, from JSON to JSON, gives an answer or says what is
 * wrong: nothing is thrown and no answer grows. The inputs are random but the same each time.
 */
class LineFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;

    /** Far beyond what an answer to a person's contact takes; no answer may grow with its input past this. */
    private static final int LARGEST_ANSWER = 64_000;

    private static final String[] TEXTS = {
        "https://acme.example/",
        "https://www.acme.example/pricing?",
        "https://shop.example/a/b/c;x=1?",
        "http://[::1]:80/",
        "//",
        "localhost",
        "android-app://com.google.android.gm/",
        "ios-app://544007664/",
        "https://www.google.co.uk/search?q=",
        "https://mail.",
        "https://chatgpt.com/",
        "https://x.com/i/grok",
        "https://t.co/",
        "https://semalt.com",
        "https://checkout.stripe.com/",
        "http://www.baidu.com/s?wd=%C1%F7%",
        "utm_source=",
        "&utm_medium=",
        "&amp;utm_campaign=",
        "&mtm_source=",
        "&pk_campaign=",
        "&hsa_acc=",
        "&gclid=",
        "&fbclid=",
        "&msclkid=",
        "&_gl=",
        "&ref=",
        "#utm_source=",
        "#/path?utm_medium=",
        ";",
        "?",
        "&",
        "=",
        "%",
        "%25",
        "%2525C3",
        "%C3%A9",
        "%00",
        "%E0%A4%A",
        "+",
        "{{campaign}}",
        "(not set)",
        "null",
        "google",
        "facebok",
        "cpc",
        "email",
        "paid_social",
        "newsletter",
        "trade show",
        "a friend told me",
        "not google but bing",
        "+44 20 7946 0101",
        "FRIEND20",
        "12026",
        "-",
        " ",
        ".",
        "xn--",
        "münchen.de",
        "例え.jp",
        "\u0000",
        "\n",
        "\u001B[31m",
        "\u202E",
        "\u200B",
        "\uFEFF",
        "\uD83D",
        "\uDE80",
        "\uD83D\uDE80",
        "İ",
        "<script>",
        "';--",
        "${jndi:x}",
        "(a+)+$",
        "a".repeat(300),
        "%41".repeat(100),
        "&x=1".repeat(600)
    };

    private static final String[] FIELDS = {
        "leadId",
        "visitorId",
        "eventId",
        "occurredAt",
        "landingUrl",
        "referrer",
        "promoCode",
        "dialledNumber",
        "unknownThing"
    };

    private static RuleSet rules;
    private static InfinispanTouches touches;
    private static SourceResolver resolver;

    private final Random random = new Random(2026);
    private int answered;
    private int refused;

    @BeforeAll
    static void open() {
        List<Flaw> flaws = new ArrayList<>();
        rules = RuleSetLoader.load(RuleFiles.in(Path.of("rules"), flaws), flaws).orThrow();
        touches = new InfinispanTouches(TouchHistory.Bounds.DEFAULT);
        resolver = new SourceResolver(() -> rules, touches, () -> "d");
    }

    @AfterAll
    static void close() {
        touches.close();
        rules.close();
    }

    @Test
    void everyLeadIsAnsweredOrRefusedInWords() {
        ask(FEW);
    }

    @Test
    @Tag("slow")
    void everyLeadOfAMillionIsAnsweredOrRefusedInWords() {
        ask(MANY);
    }

    private void ask(int leads) {
        long start = System.nanoTime();
        for (int i = 0; i < leads; i++) {
            String lead = lead();
            try {
                ask(lead, Explain.values()[i % Explain.values().length]);
            } catch (RuntimeException e) {
                fail("thrown for " + lead, e);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d leads through the whole line: %d answered, %d refused in words, none thrown back, %.0f µs each%n",
                leads,
                answered,
                refused,
                (System.nanoTime() - start) / 1e3 / leads);
        assertThat(answered).isGreaterThan(leads / 2);
    }

    private void ask(String json, Explain explain) {
        Reading reading = LeadContextJson.read(json.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Lead read) {
            Answer answer = resolver.resolve(read.lead(), NOW, explain, true);
            byte[] written = ResolutionJson.write(answer, explain, read.unknown());
            assertThat(written.length).as(json).isLessThan(LARGEST_ANSWER);
            assertThat(answer.resolution().confidence()).as(json).isBetween(0.0, 1.0);
            answered++;
        } else if (reading instanceof Reading.NotALead not) {
            assertThat(not.faults()).as(json).isNotEmpty();
            refused++;
        } else {
            fail("it is JSON: " + json + " " + reading);
        }
    }

    private String lead() {
        StringBuilder json = new StringBuilder("{\"landingUrl\": ").append(quoted(text(14)));
        for (int i = random.nextInt(4); i > 0; i--) {
            String field = FIELDS[random.nextInt(FIELDS.length)];
            if (!field.equals("landingUrl")) {
                json.append(", \"").append(field).append("\": ").append(value(field));
            }
        }
        if (random.nextInt(3) == 0) {
            json.append(", \"form\": {\"name\": ").append(quoted(text(2)));
            json.append(", \"heardAboutUs\": ").append(quoted(text(8))).append('}');
        }
        if (random.nextInt(5) == 0) {
            json.append(", \"crm\": {\"leadSource\": ").append(quoted(text(3))).append('}');
        }
        if (random.nextInt(5) == 0) {
            json.append(", \"campaign\": {\"source\": ").append(quoted(text(3)));
            json.append(", \"medium\": ").append(quoted(text(2))).append('}');
        }
        if (random.nextInt(5) == 0) {
            json.append(", \"attributes\": {\"companySize\": ")
                    .append(value(""))
                    .append('}');
        }
        return json.append('}').toString();
    }

    /** Mostly what belongs there; now and then a number, a flag or nothing where text should be. */
    private String value(String field) {
        return switch (random.nextInt(field.isEmpty() ? 4 : 12)) {
            case 0 -> String.valueOf(random.nextInt());
            case 1 -> "null";
            case 2 -> random.nextBoolean() ? "true" : "-1e309";
            default -> quoted(field.endsWith("Id") ? "L-" + random.nextInt(500) : text(5));
        };
    }

    private String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            boolean any = random.nextInt(25) == 0;
            text.append(any ? String.valueOf((char) random.nextInt(0x10000)) : TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
