package dev.headwater.rules;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said never to come does not come: held against the tables' questions for leads of every kind. */
class NeverTogetherTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final int LEADS = 20_000;

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

    @Test
    void noLeadIsWhatIsSaidNeverToCome() {
        List<Never> nevers = NeverTogether.of(rules.tables());
        Random random = new Random(1123);
        int asked = 0;
        TouchHistory history = TouchHistory.EMPTY;
        for (int i = 0; i < LEADS; i++) {
            Signals signals = Signals.of(lead(random), history, rules.catalog(), NOW.plusSeconds(i));
            for (Question question : rules.questions(signals)) {
                asked++;
                for (Never never : nevers) {
                    assertThat(comes(never, question))
                            .as("%s comes in %s", never, question)
                            .isFalse();
                }
            }
            // Some leads have a history of the leads before, most have none.
            history = random.nextInt(3) > 0 ? TouchHistory.EMPTY : after(history, signals, i);
        }
        assertThat(asked).isGreaterThanOrEqualTo(4 * LEADS);
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

        assertThat(NeverTogether.of(rules.tables()))
                .filteredOn(never -> known.containsAll(never.facts().keySet()))
                .as("laws that say something of the shipped tables")
                .hasSizeGreaterThan(20);
    }

    @Test
    void aKindOfEvidenceComesOnlyWithTheOutcomesThatItsRowsGive() {
        List<Never> nevers = NeverTogether.of(rules.tables());

        assertThat(nevers)
                .anyMatch(never -> isMet(never, Map.of(Signal.EVIDENCE, "promo-code", Signal.OUTCOME, "direct")));
        assertThat(nevers)
                .as("near miss: that is what promotion codes are for")
                .noneMatch(never -> isMet(never, Map.of(Signal.EVIDENCE, "promo-code", Signal.OUTCOME, "resolved")));
    }

    private static boolean comes(Never never, Question question) {
        return never.facts().entrySet().stream().allMatch(fact -> {
            for (int i = 0; i < question.values().size(); i++) {
                if (question.table().conditions().get(i).word().signal().equals(fact.getKey())) {
                    return fact.getValue().test(question.values().get(i));
                }
            }
            return false;
        });
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
                perhaps(random, 6, each -> new OfflineEvent(any(each, "offline-types", "type", "sources", "id"), null)),
                random.nextInt(4) > 0 ? Map.of() : Map.of("companySize", (double) random.nextInt(2_000)));
    }

    private static String address(Random random) {
        StringBuilder address =
                new StringBuilder(random.nextInt(20) == 0 ? "http://localhost" : "https://acme.example");
        address.append(random.nextBoolean() ? any(random, "pages", "path", "pages", "path") : "/expo")
                .append('?');
        if (random.nextInt(3) == 0) {
            address.append("&utm_source=").append(source(random).replace(' ', '+'));
        }
        if (random.nextInt(3) == 0) {
            address.append("&utm_medium=").append(medium(random).replace(' ', '+'));
        }
        if (random.nextInt(5) == 0) {
            address.append("&utm_campaign=cross-network");
        }
        if (random.nextInt(3) == 0) {
            address.append('&')
                    .append(any(random, "click-ids", "parameter", "click-ids", "parameter"))
                    .append("=x");
        }
        return address.toString();
    }

    private static String source(Random random) {
        return any(random, "sources", "id", "aliases", "tag");
    }

    private static String medium(Random random) {
        return any(random, "mediums", "medium", "medium-classes", "class");
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
