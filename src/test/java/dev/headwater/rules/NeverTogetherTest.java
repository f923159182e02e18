package dev.headwater.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.headwater.decision.Explain;
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
import dev.headwater.signal.Signal;
import dev.headwater.signal.Signals;
import dev.headwater.table.Condition;
import dev.headwater.table.Never;
import dev.headwater.touch.Touch;
import dev.headwater.touch.TouchHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said never to come does not come: held against the tables' questions for leads of every kind. */
class NeverTogetherTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final int LEADS = 6_000;

    private static RuleSet rules;

    @BeforeAll
    static void load() {
        rules = RuleSetLoader.load(RuleFiles.in(Path.of("rules"), new ArrayList<>()))
                .orThrow();
    }

    @AfterAll
    static void close() {
        rules.close();
    }

    /** Facts of several tables are held together: a table is asked when all that was asked before it is settled. */
    @Test
    void noLeadIsWhatIsSaidNeverToCome() {
        List<Never> nevers = NeverTogether.of(rules);
        Random random = new Random(1123);
        int asked = 0;
        TouchHistory history = TouchHistory.EMPTY;
        for (int i = 0; i < LEADS; i++) {
            Signals signals = Signals.of(lead(random), history, rules.catalog(), NOW.plusSeconds(i));
            Map<String, Object> facts = new HashMap<>();
            for (Question question : rules.questions(signals)) {
                asked++;
                for (int column = 0; column < question.values().size(); column++) {
                    String signal =
                            question.table().conditions().get(column).word().signal();
                    facts.put(signal, Optional.ofNullable(question.values().get(column)));
                }
                for (Never never : nevers) {
                    if (comes(never, facts)) {
                        fail("%s comes in %s, with all of %s", never, question, facts);
                    }
                }
            }
            // Some leads have a history of the leads before, most have none.
            history = random.nextInt(3) > 0 ? TouchHistory.EMPTY : after(history, signals, i);
        }
        assertThat(asked).isGreaterThanOrEqualTo(4 * LEADS);
    }

    private static boolean comes(Never never, Map<String, Object> facts) {
        for (Map.Entry<String, Condition> fact : never.facts().entrySet()) {
            Object value = facts.get(fact.getKey());
            if (value == null || !fact.getValue().test(((Optional<?>) value).orElse(null))) {
                return false;
            }
        }
        return true;
    }

    private static TouchHistory after(TouchHistory history, Signals signals, int second) {
        Touch touch = Touch.of(null, rules.decide(signals, Explain.NONE), NOW.plusSeconds(second));
        return history.with(touch, TouchHistory.Bounds.DEFAULT, NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void theLawsAreAboutSignalsThatTablesAskFor() {
        List<String> known = rules.tables().stream()
                .flatMap(table -> table.conditions().stream())
                .map(column -> column.word().signal())
                .toList();

        assertThat(NeverTogether.of(rules))
                .filteredOn(never -> known.containsAll(never.facts().keySet()))
                .as("laws that say something of the shipped tables")
                .hasSizeGreaterThan(20);
    }

    @Test
    void aKindOfEvidenceComesOnlyWithTheOutcomesThatItsRowsGive() {
        List<Never> nevers = NeverTogether.of(rules);

        assertThat(nevers)
                .anyMatch(never -> isMet(never, Map.of(Signal.EVIDENCE, "promo-code", Signal.OUTCOME, "direct")));
        assertThat(nevers)
                .as("near miss: that is what promotion codes are for")
                .noneMatch(never -> isMet(never, Map.of(Signal.EVIDENCE, "promo-code", Signal.OUTCOME, "resolved")));
    }

    @Test
    void aChannelComesOnlyWithWhatItsRowsAskFor() {
        List<Never> nevers = NeverTogether.of(rules);

        assertThat(nevers)
                .anyMatch(never -> isMet(never, Map.of(Signal.CHANNEL, "walk-in", Signal.SOURCE_CATEGORY, "search")))
                .anyMatch(never -> isMet(never, Map.of(Signal.CHANNEL, "paid search", Signal.MEDIUM_CLASS, "email")));
        assertThat(nevers)
                .as("near misses: what these rows ask for")
                .noneMatch(never -> isMet(never, Map.of(Signal.CHANNEL, "walk-in", Signal.SOURCE_CATEGORY, "walk-in")))
                .noneMatch(never -> isMet(never, Map.of(Signal.CHANNEL, "paid search", Signal.MEDIUM_CLASS, "paid")));
    }

    @Test
    void whatOneRowTakesWholeIsLeftToNoChannelBelowIt() {
        List<Never> nevers = NeverTogether.of(rules);

        assertThat(nevers)
                .anyMatch(never -> isMet(never, Map.of(Signal.CHANNEL, "word of mouth", Signal.OUTCOME, "spam")));
        assertThat(nevers)
                .as("near misses: its own channel, and another outcome")
                .noneMatch(never -> isMet(never, Map.of(Signal.CHANNEL, "unassigned", Signal.OUTCOME, "spam")))
                .noneMatch(never -> isMet(never, Map.of(Signal.CHANNEL, "word of mouth", Signal.OUTCOME, "resolved")));
    }

    @Test
    void aTaggedVisitIsNeverDirect() {
        List<Never> nevers = NeverTogether.of(rules);

        assertThat(nevers).anyMatch(never -> isMet(never, Map.of(Signal.TAGGED, true, Signal.OUTCOME, "direct")));
        assertThat(nevers)
                .as("near misses: one without tags, and a tagged one that is spam")
                .noneMatch(never -> isMet(never, Map.of(Signal.TAGGED, false, Signal.OUTCOME, "direct")))
                .noneMatch(never -> isMet(never, Map.of(Signal.TAGGED, true, Signal.OUTCOME, "spam")));
    }

    @Test
    void whoWasSentByACustomerDidNotComeFromASearchEngine() {
        List<Never> nevers = NeverTogether.of(rules);

        assertThat(nevers)
                .anyMatch(never ->
                        isMet(never, Map.of(Signal.SOURCE, "customer referral", Signal.SOURCE_CATEGORY, "search")))
                .anyMatch(never ->
                        isMet(never, Map.of(Signal.SOURCE, "spring seminar", Signal.SOURCE_CATEGORY, "search")));
        assertThat(nevers)
                .as("near misses: a link can be tagged so, and what was met away from the web can be called so")
                .noneMatch(never ->
                        isMet(never, Map.of(Signal.SOURCE, "customer referral", Signal.SOURCE_CATEGORY, "partner")))
                .noneMatch(never ->
                        isMet(never, Map.of(Signal.SOURCE, "spring seminar", Signal.SOURCE_CATEGORY, "walk-in")));
    }

    private static boolean isMet(Never never, Map<String, Object> facts) {
        return facts.keySet().equals(never.facts().keySet())
                && never.facts().entrySet().stream()
                        .allMatch((Map.Entry<String, Condition> fact) ->
                                fact.getValue().test(facts.get(fact.getKey())));
    }

    // Leads by chance, of what the lists know and of what they do not

    private static LeadContext lead(Random random) {
        return new LeadContext(
                null,
                null,
                null,
                null,
                perhaps(random, 2, each -> new LandingPage(address(each))),
                perhaps(random, 2, each -> new Referrer("https://" + any(each, "hosts", "host", "own-hosts", "host"))),
                random.nextInt(4) > 0
                        ? CampaignTags.NONE
                        : new CampaignTags(
                                perhaps(random, 2, NeverTogetherTest::source),
                                perhaps(random, 2, NeverTogetherTest::medium),
                                perhaps(random, 2, each -> "autumn"),
                                null,
                                null,
                                null),
                List.of(),
                perhaps(random, 4, each -> new Form(any(each, "forms", "form", "forms", "form"))),
                perhaps(random, 6, each -> new PromoCode(any(each, "promo-codes", "code", "sources", "id"))),
                perhaps(random, 6, each -> new DialledNumber(any(each, "phone-lines", "number", "sources", "id"))),
                perhaps(random, 4, each -> new CrmTag(any(each, "crm-tags", "tag", "sources", "name"))),
                perhaps(random, 4, each -> new SelfReport(any(each, "self-reports", "phrase", "sources", "name"))),
                perhaps(
                        random,
                        6,
                        each -> new OfflineEvent(
                                any(each, "offline-types", "type", "sources", "id"),
                                perhaps(each, 2, NeverTogetherTest::called))),
                random.nextInt(4) > 0 ? Map.of() : Map.of("companySize", (double) random.nextInt(2_000)));
    }

    private static String address(Random random) {
        StringBuilder address =
                new StringBuilder(random.nextInt(20) == 0 ? "http://localhost" : "https://acme.example");
        address.append(random.nextBoolean() ? any(random, "pages", "path", "pages", "path") : "/expo")
                .append('?');
        if (random.nextInt(3) == 0) {
            address.append("&utm_source=")
                    .append(source(random).replace(' ', '+').replace("\"", "%22"));
        }
        if (random.nextInt(3) == 0) {
            address.append("&utm_medium=")
                    .append(medium(random).replace(' ', '+').replace("\"", "%22"));
        }
        if (random.nextInt(5) == 0) {
            address.append(random.nextBoolean() ? "&utm_campaign=cross-network" : "&utm_campaign=brand-us");
        }
        if (random.nextInt(3) == 0) {
            address.append('&')
                    .append(any(random, "click-ids", "parameter", "click-ids", "parameter"))
                    .append("=x");
        }
        return address.toString();
    }

    private static String source(Random random) {
        return random.nextInt(6) == 0 ? called(random) : any(random, "sources", "id", "aliases", "tag");
    }

    /** Names that tables ask for, and near misses of them. */
    private static String called(Random random) {
        List<String> names = List.of(
                "Customer referral",
                "customer-referral",
                "Employee Referral!",
                "Spring seminar",
                "(direct)",
                "(none)",
                "'(direct)'",
                "seminar.example.com");
        return names.get(random.nextInt(names.size()));
    }

    private static String medium(Random random) {
        return random.nextInt(6) == 0
                ? List.of("(none)", "(not set)", "\"(none)\"", "none").get(random.nextInt(4))
                : any(random, "mediums", "medium", "medium-classes", "class");
    }

    private static String any(Random random, String list, String column, String otherList, String otherColumn) {
        List<String> entries = random.nextInt(4) > 0
                ? rules.catalog().entries(list, column)
                : rules.catalog().entries(otherList, otherColumn);
        return entries.get(random.nextInt(entries.size()));
    }

    private static <T> @Nullable T perhaps(Random random, int oneIn, Function<Random, T> made) {
        return random.nextInt(oneIn) == 0 ? made.apply(random) : null;
    }
}
