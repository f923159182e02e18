package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + ID + "-b7ad6b7169203331-01";
    private static final String NEW = "00-[0-9a-f]{32}-[0-9a-f]{16}-00";

    private static RunningService service;

    @BeforeAll
    static void start() throws Exception {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void theTraceOfTheCallerGoesOnWithAPartOfOurOwn() throws Exception {
        String answered = parent("traceparent", PARENT);
        assertThat(answered).matches("00-" + ID + "-[0-9a-f]{16}-01").isNotEqualTo(PARENT);
    }

    @Test
    void aRequestWithoutATraceBeginsOneOfItsOwn() throws Exception {
        assertThat(parent()).matches(NEW).isNotEqualTo(parent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
                "0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
                "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
                "g0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "x"
            })
    void whatIsNotWellFormedBeginsANewTrace(String wrong) throws Exception {
        assertThat(parent("traceparent", wrong)).matches(NEW).doesNotContain(ID);
    }

    @Test
    void twoTracesAreNone() throws Exception {
        assertThat(parent("traceparent", PARENT, "traceparent", PARENT))
                .matches(NEW)
                .doesNotContain(ID);
    }

    @ParameterizedTest
    @CsvSource({
        "cc-%s-b7ad6b7169203331-01, 01",
        "cc-%s-b7ad6b7169203331-ff-what-comes-later, 01",
        "cc-%s-b7ad6b7169203331-fe, 00"
    })
    void aLaterVersionIsReadAsFarAsThisOneGoes(String told, String flags) throws Exception {
        assertThat(parent("traceparent", told.formatted(ID))).matches("00-" + ID + "-[0-9a-f]{16}-" + flags);
    }

    @Test
    void whatOtherToolsSayOfItGoesOnUnlessItIsTooLongOrBelongsToNoTrace() throws Exception {
        assertThat(state("traceparent", PARENT, "tracestate", "a=1,b=2")).isEqualTo("a=1,b=2");
        assertThat(state("traceparent", PARENT, "tracestate", "a=1", "tracestate", "b=2"))
                .isEqualTo("a=1,b=2");
        String longest = "a=" + "x".repeat(Trace.LONGEST_STATE - 2);
        assertThat(state("traceparent", PARENT, "tracestate", longest)).isEqualTo(longest);
        assertThat(state("traceparent", PARENT, "tracestate", longest + "x")).isEqualTo("none");
        assertThat(state("traceparent", "x", "tracestate", "a=1")).isEqualTo("none");
    }

    @Test
    void refusalsNameTheirTraceToo() throws Exception {
        assertThat(service.get("/nowhere", "traceparent", PARENT).headers().firstValue("traceparent"))
                .hasValueSatisfying(told -> assertThat(told).startsWith("00-" + ID));
    }

    private static String parent(String... headers) throws Exception {
        return service.get("/health/live", headers)
                .headers()
                .firstValue("traceparent")
                .orElse("none");
    }

    private static String state(String... headers) throws Exception {
        HttpResponse<String> answer = service.get("/health/live", headers);
        return answer.headers().firstValue("tracestate").orElse("none");
    }
}
