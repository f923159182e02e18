package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However much of the reasons is asked for, the answer is the same: each example of the contract, under the shipped rules. */
class ExplainTest {
    private static RunningService service;
    private static JsonNode examples;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
        service.serve(ShippedRules.RULES);
        examples = OpenApiContract.asShipped()
                .document()
                .at("/paths/~1v1~1leads:resolve/post/requestBody/content/application~1json/examples");
        assertThat(examples.size()).isGreaterThan(5);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theFullAnswerIsThePlainOneWithMoreReasons() throws Exception {
        Set<String> decided = new HashSet<>();
        int nearMisses = 0;
        for (JsonNode example : examples) {
            ObjectNode summary = resolve(example, "summary");
            ObjectNode full = resolve(example, "full");
            nearMisses += full.path("nearMisses").size();
            for (JsonNode reason : full.path("because")) {
                reason.path("conditions").forEach(condition -> {
                    assertThat(condition.path("fits").asBoolean())
                            .as(condition.toString())
                            .isTrue();
                    decided.add(reason.path("decides").asText());
                });
                ((ObjectNode) reason).remove("conditions");
            }
            full.path("nearMisses")
                    .forEach(miss -> assertThat(miss.at("/missed/fits").asBoolean(true))
                            .as(miss.toString())
                            .isFalse());
            full.remove("nearMisses");
            assertThat(full).isEqualTo(summary);
        }
        assertThat(decided).contains("source", "channel", "points");
        assertThat(nearMisses).isPositive();
    }

    @Test
    void anAnswerWithoutReasonsSaysTheSame() throws Exception {
        for (JsonNode example : examples) {
            ObjectNode summary = resolve(example, "summary");
            ObjectNode none = resolve(example, "none");
            assertThat(none.has("because")).isFalse();
            summary.remove(List.of("because", "evidence", "conflicts", "mend", "oddities", "unknownFields"));
            assertThat(none).isEqualTo(summary);
        }
    }

    private static ObjectNode resolve(JsonNode example, String explain) throws Exception {
        String body = example.path("value").toString();
        ObjectNode answer = (ObjectNode) OpenApiContract.json(
                service.resolve("?record=false&explain=" + explain, body).body());
        assertThat(answer.path("outcome").asText()).as(body).isNotEmpty();
        answer.remove("decisionId");
        return answer;
    }
}
