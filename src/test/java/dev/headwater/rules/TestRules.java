package dev.headwater.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.decision.Campaign;
import dev.headwater.decision.EvidenceKind;
import dev.headwater.decision.Source;
import dev.headwater.rules.RuleSetLoader.Loaded;
import dev.headwater.signal.Evidence;
import dev.headwater.signal.Signals;
import dev.headwater.table.Flaw;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rule files to try things on: the shipped dictionary, lists and conflicts, with four small tables that stay as they are
 * whatever becomes of the shipped ones.
 */
final class TestRules {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    static final String SOURCE = """
            Decision table,Source
            Hit policy,First match

            ID,WHEN,WHEN,WHEN,WHEN,THEN,THEN,THEN,THEN,BECAUSE
            ,Promo code,Click ID,Source conflict,Tagged,Take,Outcome,Confidence,Mend,
            promo,known,,,,promo-code,resolved,0.95,,a promotion code was given
            click,,known,no,,click-id,resolved,0.9,,a click ID that nothing contradicts
            tags,,,,yes,campaign-tags,resolved,0.7,Tag the link with a known source,the link was tagged
            visit,,missing,,no,nothing,direct,0.5,Tag the link,a visit that nothing led to
            last,,,,,nothing,unknown,0,Ask the lead,nothing was told
            """;
    static final String CHANNEL = """
            Decision table,Channel
            Hit policy,First match

            ID,WHEN,WHEN,WHEN,THEN,BECAUSE
            ,Outcome,Source category,Medium class,Channel,
            direct,direct,,,Direct,
            unknown,unknown,,,Unknown,
            ps-1,,search,paid,Paid Search,a paid click from a search engine
            em-1,,,email,Email,the medium is e-mail
            ev-1,,event,,Event,met at an event
            last,,,,Unassigned,no row knows the tags
            """;
    static final String INTENT = """
            Decision table,Intent
            Hit policy,Sum points

            ID,WHEN,WHEN,WHEN,THEN,BECAUSE
            ,Channel,Touches,Company size,Points,
            paid,Paid Search,,,20,a paid click
            often,,>= 3,,10.5,came several times
            big,,,> 200,5,a large company
            bought,Purchased List,,,-10,a bought address
            """;
    static final String TIER = """
            Decision table,Tier
            Hit policy,First match

            ID,WHEN,THEN,BECAUSE
            ,Points,Tier,
            high,>= 30,High,30 points and more
            medium,10..30,Medium,10 points and more
            last,,Low,the rest
            """;

    private final Map<String, byte[]> files = new TreeMap<>();

    TestRules() {
        files.put("rules/lists/forms.csv", bytes("form,purpose\ndemo-request,demo\n"));
        files.put("rules/lists/pages.csv", bytes("path,class\n/pricing,pricing\n"));
        RuleFiles.in(Path.of("rules"), new ArrayList<>()).forEach((name, content) -> {
            if (name.startsWith("rules/lists/") || name.endsWith(".drl") || name.equals("rules/dictionary.csv")) {
                files.put(name, content);
            }
        });
        with("source.csv", SOURCE)
                .with("channel.csv", CHANNEL)
                .with("intent.csv", INTENT)
                .with("tier.csv", TIER);
    }

    /** The same with a file of this content in {@code rules/}, another one of that name being replaced. */
    TestRules with(String name, String content) {
        files.put("rules/" + name, bytes(content));
        return this;
    }

    TestRules without(String name) {
        files.remove("rules/" + name);
        return this;
    }

    Map<String, byte[]> files() {
        return new TreeMap<>(files);
    }

    Loaded load() {
        return RuleSetLoader.load(files());
    }

    RuleSet ruleSet() {
        return load().orThrow();
    }

    List<String> flaws() {
        return load().flaws().stream().map(Flaw::toString).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** A lead's facts, put together without anything of {@code signal} but its values. */
    static final class Lead {
        private final Map<String, Object> values = new HashMap<>();
        private final List<Evidence> evidence = new ArrayList<>();
        private @Nullable String campaign;
        private Instant now = NOW;

        Lead value(String signal, Object value) {
            values.put(signal, value);
            return this;
        }

        Lead evidence(Evidence one) {
            evidence.add(one);
            evidence.sort(java.util.Comparator.comparing(Evidence::kind));
            return this;
        }

        Lead campaign(String name) {
            campaign = name;
            return this;
        }

        Lead at(Instant time) {
            now = time;
            return this;
        }

        Signals signals() {
            return new Signals(
                    Map.copyOf(values),
                    evidence,
                    new Campaign(null, null, campaign, null, null, null),
                    List.of("an oddity of the input"),
                    now);
        }
    }

    /** A lead that clicked an ad on Google. */
    static Lead googleAd() {
        return new Lead()
                .value("visit", true)
                .value("clickId", "google ads")
                .value("clickIdCost", "paid")
                .evidence(click("gclid", "google-ads", "Google Ads", "search", "google", Evidence.Cost.PAID));
    }

    static Evidence click(
            String parameter, String id, String name, String category, @Nullable String network, Evidence.Cost cost) {
        return new Evidence(
                EvidenceKind.CLICK_ID, parameter, new Source(id, name), category, network, "cpc", "paid", cost);
    }

    static Evidence tags(String source, @Nullable String network, String medium, @Nullable String mediumClass) {
        return new Evidence(
                EvidenceKind.CAMPAIGN_TAGS,
                source + " / " + medium,
                new Source(source, source),
                "social",
                network,
                medium,
                mediumClass,
                null);
    }

    static Evidence referrer(String host, String category, @Nullable String network) {
        return new Evidence(EvidenceKind.REFERRER, host, new Source(host, host), category, network, null, null, null);
    }

    static Evidence promo(String code) {
        return new Evidence(
                EvidenceKind.PROMO_CODE,
                code,
                new Source("saastr-2026", "SaaStr 2026"),
                "event",
                null,
                null,
                "offline",
                null);
    }
}
