package dev.headwater.scenario;

import dev.headwater.json.AnswerJson;
import dev.headwater.json.LeadJson;
import dev.headwater.json.PlainJson;
import dev.headwater.lead.LeadContext;
import dev.headwater.resolver.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service that runs, asked over HTTP. A scenario's clock is put to it as {@code asOf}, and such a question is never
 * recorded; earlier contacts are posted first, of a person with a name that nobody has had before, and are recorded.
 *
 * <p>What cannot be asked so is said: what becomes of the history through the question itself, and what answers do not
 * carry.
 */
final class RunningService implements Asking {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> NAMES = List.of("leadId", "visitorId", "eventId");

    private final String base;
    private final HttpClient client;

    /** @param base such as {@code http://127.0.0.1:8080} */
    RunningService(URI base) {
        String written = base.toString();
        this.base = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
        this.client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** The revision of the rules that the service has in force. @throws IOException if it does not tell */
    String revision() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/rules"))
                .timeout(PATIENCE)
                .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() == 200
                && PlainJson.read(response.body()) instanceof PlainJson.Tree tree
                && tree.value() instanceof Map<?, ?> rules
                && rules.get("revision") instanceof String revision) {
            return revision;
        }
        throw new IOException(request.uri() + " answers " + response.statusCode() + " and names no rules in force");
    }

    @Override
    public Answer answerTo(Scenario scenario) throws CannotBeAsked {
        String why = notAskable(scenario);
        if (why != null) {
            throw new CannotBeAsked(why);
        }
        try {
            String fresh = "scenario-" + UUID.randomUUID() + "-";
            for (Scenario.Earlier earlier : scenario.history()) {
                Map<String, Object> told = renamed(earlier.lead(), fresh);
                told.put("occurredAt", earlier.at().toString());
                post(told, "explain=none");
            }
            String query =
                    "explain=full&asOf=" + URLEncoder.encode(scenario.now().toString(), StandardCharsets.UTF_8);
            if (!scenario.profiles().isEmpty()) {
                query +=
                        "&profiles=" + URLEncoder.encode(String.join(",", scenario.profiles()), StandardCharsets.UTF_8);
            }
            Map<String, Object> lead = renamed(scenario.lead(), fresh);
            checkKept(scenario, lead.get("leadId"));
            return AnswerJson.read(post(lead, query));
        } catch (IOException e) {
            throw new IllegalStateException("the service gave no answer: " + e.getMessage(), e);
        }
    }

    /** What the service has forgotten already cannot have a part in its answer. */
    private void checkKept(Scenario scenario, @Nullable Object leadId) throws IOException, CannotBeAsked {
        if (leadId == null || scenario.history().isEmpty()) {
            return;
        }
        String id = URLEncoder.encode(leadId.toString(), StandardCharsets.UTF_8).replace("+", "%20");
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(URI.create(base + "/v1/leads/" + id + "/touches"))
                .timeout(PATIENCE)
                .build());
        int kept = response.statusCode() == 200
                        && PlainJson.read(response.body()) instanceof PlainJson.Tree tree
                        && tree.value() instanceof Map<?, ?> history
                        && history.get("touches") instanceof List<?> touches
                ? touches.size()
                : 0;
        if (kept < ofThisPerson(scenario)) {
            throw new CannotBeAsked("the service keeps " + kept + " of its " + ofThisPerson(scenario)
                    + " earlier contacts; the others are too old for it");
        }
    }

    private static long ofThisPerson(Scenario scenario) {
        var person = scenario.lead().person();
        return scenario.history().stream()
                .filter(earlier ->
                        person != null && person.equals(earlier.lead().person()))
                .count();
    }

    /** Why a scenario cannot be put to a service; null where it can. */
    private static @Nullable String notAskable(Scenario scenario) {
        if (!scenario.lead().earlier().isEmpty()) {
            return "its lead tells of an earlier visit in an app's own form, which is not how it is put to a service";
        }
        for (Expected expected : scenario.expected()) {
            String what = expected.what();
            boolean ofAnswer = expected instanceof ExpectedAnswer answer
                    && (answer.answer().has("history") || answer.answer().has("leadId"));
            if (what.startsWith("history.") || ofAnswer) {
                return "it expects something of " + (ofAnswer ? "history or leadId" : what)
                        + "; a question with a frozen clock is never recorded, and is asked under another name";
            }
            if (what.equals("mediumClass") || what.equals("medium")) {
                return "it expects something of " + what + ", which answers over HTTP do not carry";
            }
            boolean ofPrimary = what.startsWith("primary.")
                    || (expected instanceof ExpectedAnswer answer
                            && answer.answer().has("primary"));
            if (ofPrimary && scenario.history().isEmpty() && scenario.lead().person() != null) {
                return "it expects its own touch to be the first; a question with a frozen clock is never recorded";
            }
        }
        return null;
    }

    private static Map<String, Object> renamed(LeadContext lead, String fresh) {
        Map<String, Object> told = LeadJson.tree(lead);
        for (String name : NAMES) {
            told.computeIfPresent(name, (key, value) -> shortened(fresh + value));
        }
        return told;
    }

    private static String shortened(String name) {
        return name.length() > 200 ? name.substring(0, 200) : name;
    }

    private @Nullable Object post(Map<String, Object> lead, String query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/v1/leads:resolve?" + query))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(PlainJson.write(lead)))
                .build();
        HttpResponse<byte[]> response = send(request);
        if (response.statusCode() != 200) {
            String told = new String(response.body(), StandardCharsets.UTF_8);
            throw new IOException("it answers " + response.statusCode() + ": "
                    + (told.length() > 300 ? told.substring(0, 300) + "…" : told));
        }
        if (PlainJson.read(response.body()) instanceof PlainJson.Tree tree) {
            return tree.value();
        }
        throw new IOException("its answer is not JSON");
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IOException(request.uri().getAuthority() + " cannot be reached (" + why + ")", e);
        }
    }
}
