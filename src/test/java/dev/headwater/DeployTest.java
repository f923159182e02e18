package dev.headwater;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.headwater.http.HttpBounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The recipes for those who run Headwater speak of settings, paths and files that there are. */
class DeployTest {
    private static final Path FOLDER = Path.of("src/main/deploy");
    private static final Pattern VARIABLE = Pattern.compile("HEADWATER_[A-Z_]+");
    private static final Map<String, OptionSpec> OPTIONS = options();

    private static Map<String, OptionSpec> options() {
        CommandLine serve = Objects.requireNonNull(
                Main.commands(new Settings(Map.of()), InputStream.nullInputStream(), new ByteArrayOutputStream())
                        .getSubcommands()
                        .get("serve"));
        return serve.getCommandSpec().options().stream()
                .filter(option -> Settings.variable(option) != null)
                .collect(Collectors.toMap(option -> String.valueOf(Settings.variable(option)), Function.identity()));
    }

    static List<Path> recipes() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<Path> recipes =
                    new ArrayList<>(files.filter(Files::isRegularFile).toList());
            recipes.add(Path.of("pom.xml"));
            return recipes;
        }
    }

    static List<Path> manifests() throws IOException {
        return recipes().stream()
                .filter(file -> file.toString().endsWith(".yaml"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void everyVariableOfARecipeIsASettingOfServe(Path recipe) throws IOException {
        Matcher named = VARIABLE.matcher(Files.readString(recipe));
        Set<String> unknown = new TreeSet<>();
        while (named.find()) {
            // Explained by its general form, not set.
            if (!named.group().equals("HEADWATER_NAME") && !OPTIONS.containsKey(named.group())) {
                unknown.add(named.group());
            }
        }
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void theValuesOfAManifestAreTakenByServe(Path manifest) throws IOException {
        for (JsonNode container : containers(manifest)) {
            Map<String, String> environment = new LinkedHashMap<>();
            container
                    .path("env")
                    .forEach(one -> environment.put(
                            one.path("name").asText(), one.path("value").asText()));
            assertThat(environment).isNotEmpty();
            assertThat(container.path("args")).hasSize(1);
            CommandLine.ParseResult parsed = Main.commands(
                            new Settings(environment), InputStream.nullInputStream(), new ByteArrayOutputStream())
                    .parseArgs(container.at("/args/0").asText());
            CommandLine.ParseResult serve = parsed.subcommand();
            assertThat(serve.commandSpec().name()).isEqualTo("serve");
            assertThat((Object) serve.commandSpec().findOption("--port").getValue())
                    .isEqualTo(container.at("/ports/0/containerPort").asInt());
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void probesAskWhatIsOpenOnThePortThatThereIs(Path manifest) throws IOException {
        JsonNode contract = new YAMLMapper().readTree(DeployTest.class.getResource("/openapi.yaml"));
        for (JsonNode container : containers(manifest)) {
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                JsonNode asked = container.path(probe).path("httpGet");
                JsonNode call =
                        contract.path("paths").path(asked.path("path").asText()).path("get");
                assertThat(call.path("x-role").asText()).as(probe).isEqualTo("open");
                assertThat(container.path("ports").findValuesAsText("name"))
                        .contains(asked.path("port").asText());
            }
            assertThat(container.at("/livenessProbe/httpGet/path").asText())
                    .as("a bad sheet must not have the process killed")
                    .isEqualTo("/health/live");
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void podsAreGivenNoMoreThanTheyNeedAndTimeToStop(Path manifest) throws IOException {
        for (JsonNode pod : pods(manifest)) {
            assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.path("terminationGracePeriodSeconds").asLong())
                    .isGreaterThan(HttpBounds.DEFAULT.closingTime().toSeconds());
            for (JsonNode container : pod.path("containers")) {
                JsonNode security = container.path("securityContext");
                assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                        .isFalse();
                assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                Set<String> volumes = new TreeSet<>(pod.path("volumes").findValuesAsText("name"));
                volumes.add("data");
                assertThat(volumes).containsAll(container.path("volumeMounts").findValuesAsText("name"));
            }
        }
    }

    @Test
    void whatIsPutIntoAnImageIsWhatTheBuildMakes() throws IOException {
        String containerfile = Files.readString(FOLDER.resolve("Containerfile"));
        assertThat(containerfile)
                .contains(
                        "/src/target/headwater.jar /opt/headwater/headwater.jar", "/src/target/lib /opt/headwater/lib")
                .contains("EXPOSE 8080", "HEADWATER_PORT=8080", "CMD [\"serve\"]");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<finalName>headwater</finalName>", "<classpathPrefix>lib/</classpathPrefix>")
                .contains("${project.build.directory}/lib", "<mainClass>dev.headwater.Main</mainClass>");
    }

    @Test
    void theUnitStartsTheJarAndGivesItTimeToStop() throws IOException {
        String unit = Files.readString(FOLDER.resolve("headwater.service"));
        assertThat(unit).containsPattern("(?m)^ExecStart=/usr/bin/java .*-jar /opt/headwater/headwater.jar serve$");
        Matcher patience = Pattern.compile("(?m)^TimeoutStopSec=(\\d+)$").matcher(unit);
        assertThat(patience.find()).isTrue();
        assertThat(Long.parseLong(patience.group(1)))
                .isGreaterThan(HttpBounds.DEFAULT.closingTime().toSeconds());
        assertThat(unit).as("Java compiles while it runs").doesNotContainPattern("(?m)^MemoryDenyWriteExecute");
    }

    private static List<JsonNode> containers(Path manifest) throws IOException {
        List<JsonNode> containers = new ArrayList<>();
        pods(manifest).forEach(pod -> pod.path("containers").forEach(containers::add));
        assertThat(containers).isNotEmpty();
        return containers;
    }

    private static List<JsonNode> pods(Path manifest) throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        List<JsonNode> pods = new ArrayList<>();
        try (var documents = yaml.readerFor(JsonNode.class)
                .<JsonNode>readValues(new ByteArrayInputStream(Files.readAllBytes(manifest)))) {
            while (documents.hasNext()) {
                JsonNode pod = documents.next().at("/spec/template/spec");
                if (!pod.isMissingNode()) {
                    pods.add(pod);
                }
            }
        }
        return pods;
    }
}
