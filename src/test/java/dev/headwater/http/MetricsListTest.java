package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsListTest {
    private static final Pattern TOLD = Pattern.compile("(?m)^# TYPE (\\S+) ");
    private static final Pattern NAME = Pattern.compile("`([a-z][a-z0-9_]+)`");

    @Test
    void theListInTheReadmeHasEveryMetricThatThereIsAndNoOther() throws Exception {
        try (RunningService service = RunningService.start()) {
            service.routes.watchCluster(() -> 3, () -> true);
            service.routes.watchDisk(() -> 4_096, () -> 0, () -> true);
            service.resolve("", "{\"leadId\": \"L-1\", \"landingUrl\": \"https://acme.example/\"}");
            assertThat(all(TOLD, service.get("/metrics").body())).isEqualTo(listed());
        }
    }

    @Test
    void theStoreIsMeasuredAndNothingIsInFlightAfterTheAnswer() throws Exception {
        try (RunningService service = RunningService.start()) {
            service.resolve("", "{\"leadId\": \"L-1\", \"landingUrl\": \"https://acme.example/\"}");
            assertThat(service.get("/metrics").body())
                    .containsPattern("headwater_store_seconds_count\\{access=\"read\"} [1-9]")
                    .containsPattern("headwater_store_seconds_count\\{access=\"write\"} [1-9]")
                    .contains("http_server_requests_in_flight 0.0");
        }
    }

    private static Set<String> listed() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        Set<String> names = new TreeSet<>();
        String watched = readme.substring(readme.indexOf("## What can be watched"));
        for (String line : watched.substring(0, watched.indexOf("\n### ")).split("\n", -1)) {
            if (line.startsWith("| `")) {
                names.addAll(all(NAME, line.substring(1, line.indexOf('|', 1))));
            }
        }
        return names;
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher each = pattern.matcher(text);
        while (each.find()) {
            names.add(each.group(1));
        }
        return names;
    }
}
