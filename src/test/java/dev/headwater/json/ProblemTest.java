package dev.headwater.json;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.json.Reading.NotALead;
import dev.headwater.json.Reading.NotJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemTest {

    @Test
    void aLeadWithFaultsIsRefusedWithAllOfThem() {
        Problem problem = Problem.of(new NotALead(
                List.of(new Fault("/leadId", "true", "text"), new Fault("/occurredAt", "\"yesterday\"", "a time"))));
        assertThatJson(json(problem)).isEqualTo("""
                        { "type": "urn:headwater:problem:not-a-lead", "title": "The body is JSON, but not a lead context",
                          "status": 422, "detail": "2 things are wrong with it.",
                          "errors": [
                            { "pointer": "/leadId", "found": "true", "expected": "text" },
                            { "pointer": "/occurredAt", "found": "\\"yesterday\\"", "expected": "a time" } ] }""");
    }

    @Test
    void whatIsNotJsonIsRefusedWithThePlace() {
        assertThatJson(json(Problem.of(new NotJson("a comma is missing", 2, 7))))
                .isEqualTo("""
                        { "type": "urn:headwater:problem:not-json", "title": "The body is not JSON", "status": 400,
                          "detail": "The body cannot be read: line 2, column 7: a comma is missing." }""");
    }

    @Test
    void aQueryParameterIsCalledAParameter() {
        Problem problem = Problem.of(
                ProblemType.BAD_QUERY, "One thing is wrong.", List.of(new Fault("explain", "\"lots\"", "full")));
        assertThatJson(json(problem))
                .node("errors")
                .isEqualTo("[{\"parameter\": \"explain\", \"found\": \"\\\"lots\\\"\", \"expected\": \"full\"}]");
    }

    @Test
    void aBoundThatWasPassedIsTold() {
        assertThatJson(json(Problem.pastLimit(ProblemType.BODY_TOO_LARGE, "It is too large.", 1_048_576)))
                .node("limit")
                .isEqualTo("1048576");
    }

    @Test
    void anOccurrenceCanHaveAName() {
        assertThatJson(json(Problem.of(ProblemType.INTERNAL_ERROR, "Sorry.").named("urn:uuid:1")))
                .node("instance")
                .isEqualTo("\"urn:uuid:1\"");
    }

    @Test
    void ofThousandsOfFaultsTheFirstHundredAreListedAndAllAreCounted() {
        List<Fault> faults = IntStream.range(0, 5_000)
                .mapToObj(i -> new Fault("/attributes/" + i, "a list", "text"))
                .toList();
        Problem problem = Problem.of(new NotALead(faults));
        assertThat(problem.errors()).hasSize(100);
        assertThat(problem.detail()).isEqualTo("5000 things are wrong with it. Only the first 100 are listed.");
    }

    @Test
    void noTwoTypesShareAName() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::urn)).doesNotHaveDuplicates();
    }

    private static String json(Problem problem) {
        return new String(problem.toJson(), StandardCharsets.UTF_8);
    }
}
