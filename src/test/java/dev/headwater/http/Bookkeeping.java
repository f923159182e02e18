package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells a service of conversions and costs until it is gone, and knows which of them it has acknowledged. */
final class Bookkeeping {
    private static final String CONVERSION =
            "{\"conversionId\": \"%s\", \"occurredAt\": \"2026-11-20T08:00:00Z\", \"value\": %d, \"currency\": \"EUR\"}";
    private static final String COSTS = "day,campaign,value EUR\n%s,%s,%d\n%s,%s,%d\n";
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final int DAYS = 28;
    private static final int OF_ONE_LEAD = 100;

    /** Costs are told again and again, each time more. */
    private static final int CAMPAIGNS = 10;

    private final Map<String, Set<String>> kept = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> takenBack = new ConcurrentHashMap<>();
    private final Map<String, Integer> costs = new ConcurrentHashMap<>();

    /** Where calls go. */
    interface Service {
        /** The answer; null where the service is gone. */
        @Nullable
        HttpResponse<String> send(String method, String path, String type, String body) throws InterruptedException;
    }

    /**
     * Tells of one conversion and of the costs of two days; every other conversion is taken back.
     *
     * @param teller told by nobody else at the same time
     * @param number counts up
     * @return whether the service was still there at the end
     */
    boolean tell(Service service, String teller, int number) throws InterruptedException {
        String lead = teller + "-" + number / OF_ONE_LEAD;
        String deal = "D-" + number;
        String path = "/v1/leads/" + lead + "/conversions";
        if (number % OF_ONE_LEAD == 0 && !done(service, "/v1/leads:resolve", "{\"leadId\": \"" + lead + "\"}")) {
            return false;
        }
        if (!done(service, path, CONVERSION.formatted(deal, number))) {
            return false;
        }
        if (number % 2 == 0) {
            of(kept, lead).add(deal);
        } else {
            HttpResponse<String> gone = service.send("DELETE", path + "/" + deal, "application/json", "");
            if (gone == null) {
                return false;
            }
            assertThat(gone.statusCode()).isEqualTo(204);
            of(takenBack, lead).add(deal);
        }
        LocalDate day = DAY.plusDays(number % DAYS);
        String campaign = teller + "-" + number % CAMPAIGNS;
        String table = COSTS.formatted(day, campaign, number, day.plusDays(1), campaign + "-after", number);
        HttpResponse<String> told = service.send("POST", "/v1/costs", "text/csv", table);
        if (told == null) {
            return false;
        }
        assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
        costs.put(day + " " + campaign, number);
        costs.put(day.plusDays(1) + " " + campaign + "-after", number);
        return true;
    }

    private static boolean done(Service service, String path, String json) throws InterruptedException {
        HttpResponse<String> answer = service.send("POST", path, "application/json", json);
        if (answer != null) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        return answer != null;
    }

    private static Set<String> of(Map<String, Set<String>> deals, String lead) {
        return deals.computeIfAbsent(lead, key -> ConcurrentHashMap.newKeySet());
    }

    /** How much was acknowledged. */
    int size() {
        return costs.size() + kept.values().stream().mapToInt(Set::size).sum();
    }

    /** Fails unless each conversion that was acknowledged is there, none that was taken back is, and all costs are. */
    void assertAllThere(Service service) throws Exception {
        Set<String> leads = new HashSet<>(kept.keySet());
        leads.addAll(takenBack.keySet());
        for (String lead : leads) {
            Set<String> there = new HashSet<>();
            json(service, "/v1/leads/" + lead + "/conversions")
                    .path("conversions")
                    .forEach(deal -> there.add(deal.path("conversionId").asText()));
            assertThat(there).as(lead).containsAll(kept.getOrDefault(lead, Set.of()));
            there.retainAll(takenBack.getOrDefault(lead, Set.of()));
            assertThat(there).as(lead + ", taken back").isEmpty();
        }
        Map<String, Integer> there = new ConcurrentHashMap<>();
        json(service, "/v1/costs?from=" + DAY + "&to=" + DAY.plusDays(DAYS))
                .path("costs")
                .forEach(cost -> {
                    String about = cost.path("day").asText() + " "
                            + cost.path("campaign").asText();
                    assertThat(there.put(about, cost.path("value").asInt()))
                            .as("each once")
                            .isNull();
                });
        costs.forEach((about, value) -> assertThat(there.getOrDefault(about, -1))
                .as("%s, acknowledged; of the last moment there may be more", about)
                .isGreaterThanOrEqualTo(value));
    }

    private static JsonNode json(Service service, String path) throws Exception {
        HttpResponse<String> answer = service.send("GET", path, "application/json", "");
        assertThat(answer).isNotNull();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return OpenApiContract.json(answer.body());
    }
}
