package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.json.RulesJson;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private RunningService service;

    @BeforeEach
    void start() throws Exception {
        service = RunningService.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void theyArePrometheusText() throws Exception {
        HttpResponse<String> answer =
                service.get("/metrics", "Accept", "application/openmetrics-text;version=1.0.0;q=0.5,*/*;q=0.1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void theyNameTheRevisionThatServesAndHowOldItIs() throws Exception {
        assertThat(metrics())
                .contains("headwater_rules_info{revision=\"" + service.rules.revision() + "\"} 1")
                .contains("headwater_rules_age_seconds 60.0")
                .contains("headwater_rules_last_load_seconds 0.25")
                .contains("headwater_rules_loads_total{result=\"live\"} 3.0");
    }

    @Test
    void withoutRulesNoRevisionIsNamed() throws Exception {
        metrics();
        service.noRules(new RulesJson.Refused(RunningService.NOW, List.of()));
        assertThat(metrics()).doesNotContain("headwater_rules_info{").contains("headwater_rules_last_load_refused 1.0");
    }

    @Test
    void aRefusedLoadIsCountedAndShowsUntilALaterOneIsLive() throws Exception {
        assertThat(metrics())
                .contains("headwater_rules_last_load_refused 0.0")
                .contains("headwater_rules_loads_total{result=\"refused\"} 0.0");
        service.refusedLoad(new RulesJson.Refused(RunningService.NOW, List.of()));
        assertThat(metrics())
                .contains("headwater_rules_last_load_refused 1.0")
                .contains("headwater_rules_loads_total{result=\"refused\"} 1.0");
    }

    @Test
    void aDecisionIsCountedByItsChannelOutcomeAndTier() throws Exception {
        assertThat(metrics()).doesNotContain("headwater_decisions_total{");
        service.resolve("", "{\"landingUrl\": \"https://acme.example/\"}");
        service.resolve("", "{\"landingUrl\": \"https://acme.example/\"}");
        assertThat(metrics())
                .containsPattern(
                        "headwater_decisions_total\\{channel=\"[a-z-]+\",outcome=\"[a-z]+\",tier=\"\\w+\"} 2\\.0");
    }

    @Test
    void aRequestIsMeasuredByRouteAndStatusAndOneThatIsNoLeadIsNoDecision() throws Exception {
        service.resolve("", "{\"landingUrl\": 7}");
        service.get("/wp-login.php");
        assertThat(metrics())
                .contains(
                        "http_server_requests_seconds_count{method=\"POST\",route=\"/v1/leads:resolve\",status=\"422\"} 1")
                .contains("http_server_requests_seconds_count{method=\"any\",route=\"none\",status=\"404\"} 1")
                .doesNotContain("wp-login")
                .doesNotContain("headwater_decisions_total{");
    }

    private String metrics() throws Exception {
        return service.get("/metrics").body();
    }
}
