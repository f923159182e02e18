package dev.headwater.signal;

import static org.assertj.core.api.Assertions.fail;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Source;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.ClickId;
import dev.headwater.lead.CrmTag;
import dev.headwater.lead.DialledNumber;
import dev.headwater.lead.Form;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.OfflineEvent;
import dev.headwater.lead.PromoCode;
import dev.headwater.lead.Referrer;
import dev.headwater.lead.SelfReport;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever an app sends, signals come of it, and only so many. The inputs are random but the same each time. */
class SignalsFuzzTest {
    private static final int VISITS = 40_000;
    private static final int MANY_VISITS = 1_000_000;
    private static final int WHOLE_LEADS = 5_000;

    private final Random random = new Random(42);

    private static final String[] PIECES = {
        "https://",
        "http:",
        "//",
        "www.",
        "google",
        ".com",
        ".co.uk",
        "/",
        "\\",
        "?",
        "&",
        ";",
        "#",
        "=",
        "%",
        "%25",
        "%C3",
        "%2",
        "%00",
        "\u0000",
        "\n",
        " ",
        "+",
        "@",
        ":",
        "[",
        "]",
        "{}",
        "{{x}}",
        "..",
        ".",
        "-",
        "_",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "gclid",
        "fbclid",
        "hsa_net",
        "hsa_acc",
        "ref",
        "cpc",
        "email",
        "null",
        "undefined",
        "(direct)",
        "xn--",
        "xn--a",
        "münchen",
        "例え",
        "\uD83D\uDE80",
        "\uD83D",
        "\uDE80",
        "\u202E",
        "\uFEFF",
        "İ",
        "ß",
        "android-app://",
        "com.google.android.gm",
        "ios-app",
        "127.0.0.1",
        "::1",
        "999.999.999.999",
        "localhost",
        "a".repeat(300),
        "%41".repeat(50),
        "&x=1".repeat(40),
        "\"",
        "'",
        "<",
        ">",
        "*",
        "|",
        "matches ^(a+)+$",
        "not ",
        "facebook",
        "t.co",
        "true",
        "0",
        "-1",
        "é",
        "trade show",
        "a friend told me",
        "not google",
        "+44 20 7946 0958",
        "EXPO26"
    };

    @Test
    void noVisitIsThrownBackOrMakesAnythingGrow() {
        visits(VISITS);
    }

    @Test
    @Tag("slow")
    void noVisitOfAMillionIsThrownBackOrMakesAnythingGrow() {
        visits(MANY_VISITS);
    }

    private void visits(int many) {
        for (int i = 0; i < many; i++) {
            check(visit());
        }
    }

    @Test
    void noLeadIsThrownBackOrMakesAnythingGrow() {
        for (int i = 0; i < WHOLE_LEADS; i++) {
            check(lead());
        }
    }

    private static void check(LeadContext lead) {
        try {
            Signals signals = Leads.signals(lead);
            String beyond = beyondBounds(signals);
            if (beyond != null) {
                fail(beyond + " is beyond its bounds for " + lead);
            }
        } catch (RuntimeException e) {
            fail("thrown for " + lead, e);
        }
    }

    /** What grew too large; null where nothing did. */
    private static @Nullable String beyondBounds(Signals signals) {
        if (signals.oddities().size() > Oddities.MOST + 1) {
            return "number of oddities";
        }
        for (String oddity : signals.oddities()) {
            if (oddity.length() > 1_000) {
                return "an oddity";
            }
        }
        EvidenceKind before = null;
        for (Evidence evidence : signals.evidence()) {
            if (before != null && evidence.kind().compareTo(before) <= 0) {
                return "order of the evidence";
            }
            before = evidence.kind();
            Source source = evidence.source();
            if (evidence.value().length() > 502 || (source != null && isBeyondBounds(source))) {
                return evidence.toString();
            }
        }
        for (Map.Entry<String, Object> value : signals.values().entrySet()) {
            boolean own = value.getKey().startsWith(Signal.ATTRIBUTE_PREFIX);
            if (!own && value.getValue() instanceof String text && (text.isEmpty() || text.length() > 520)) {
                return value.toString();
            }
        }
        return null;
    }

    private static boolean isBeyondBounds(Source source) {
        return source.id().isBlank()
                || source.id().length() > 260
                || source.name().isBlank()
                || source.name().length() > 260;
    }

    private LeadContext visit() {
        return Leads.visit(
                notBlank(text(20)),
                notBlank(text(8)),
                often(2)
                        ? CampaignTags.NONE
                        : new CampaignTags(orNull(3), orNull(3), orNull(3), orNull(3), orNull(3), orNull(3)),
                new ClickId("g" + text(2), "x" + text(3)));
    }

    private LeadContext lead() {
        return new LeadContext(
                null,
                null,
                null,
                null,
                often(5) ? null : new LandingPage("x" + text(20)),
                often(3) ? null : new Referrer("x" + text(8)),
                often(2)
                        ? CampaignTags.NONE
                        : new CampaignTags(orNull(3), orNull(3), orNull(3), orNull(3), orNull(3), orNull(3)),
                often(2)
                        ? List.of()
                        : List.of(new ClickId("g" + text(2), "x" + text(3)), new ClickId("gclid", "1" + text(3))),
                often(2) ? null : new Form("f" + text(3)),
                often(2) ? null : new PromoCode("p" + text(3)),
                often(2) ? null : new DialledNumber("0" + text(3)),
                often(2) ? null : new CrmTag("c" + text(4)),
                often(2) ? null : new SelfReport("s" + text(10)),
                often(2) ? null : new OfflineEvent("o" + text(3), orNull(3)),
                often(2) ? Map.of() : Map.of("x", "y" + text(3)));
    }

    private static @Nullable String notBlank(String text) {
        return text.isBlank() ? null : text;
    }

    private boolean often(int in) {
        return random.nextInt(in) == 0;
    }

    private @Nullable String orNull(int pieces) {
        return often(2) ? null : text(pieces);
    }

    private String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(
                    often(20) ? String.valueOf((char) random.nextInt(0x10000)) : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
