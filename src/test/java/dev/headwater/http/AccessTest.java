package dev.headwater.http;

import static dev.headwater.http.RunningService.NOW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.headwater.access.AccessSettings;
import dev.headwater.access.ApiKey;
import dev.headwater.access.KeyFile;
import dev.headwater.access.LiveFiles;
import dev.headwater.access.Role;
import dev.headwater.access.TokenSettings;
import dev.headwater.http.OpenApiContract.Operation;
import dev.headwater.http.Routes.Call;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call what: every call that there is, with every kind of key. */
class AccessTest {
    /** Which calls a key may make, by their roles; open ones besides. */
    private static final Map<Role, Set<Role>> MAY = Map.of(
            Role.TELL, EnumSet.of(Role.TELL),
            Role.RESOLVE, EnumSet.of(Role.TELL, Role.RESOLVE),
            Role.READ, EnumSet.of(Role.READ),
            Role.EDIT, EnumSet.of(Role.TELL, Role.RESOLVE, Role.READ, Role.EDIT),
            Role.ADMIN, EnumSet.of(Role.TELL, Role.RESOLVE, Role.READ, Role.EDIT, Role.ADMIN));

    /** What is open shows nothing of anybody's leads or rules. Whatever else is to be open has to be written here. */
    private static final Set<String> OPEN =
            Set.of("/health/live", "/health/ready", "/openapi.yaml", "/docs", "/docs/{part}", "/headwater.js");

    private static final String WRONG = ApiKey.PREFIX + "x".repeat(43);

    @TempDir
    private static Path folder;

    private static RunningService service;
    private static OpenApiContract contract;
    private static KeyFile keys;
    private static final Map<Role, String> SECRETS = new EnumMap<>(Role.class);
    private static String expired;

    @BeforeAll
    static void start() throws Exception {
        Path file = folder.resolve("keys.txt");
        keys = new KeyFile(file);
        for (Role role : Role.OF_KEYS) {
            SECRETS.put(
                    role,
                    keys.add("key-" + role.word(), Set.of(role), NOW.plusSeconds(1), null)
                            .secret());
        }
        expired = keys.add("key-expired", Set.of(Role.ADMIN), NOW, null).secret();
        service = RunningService.start(new AccessSettings(file, Role.READ));
        contract = OpenApiContract.asShipped();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void nothingIsOpenButWhatIsToldHere() {
        Set<String> open = new TreeSet<>();
        service.routes.calls().stream().filter(call -> call.role() == Role.OPEN).forEach(call -> open.add(call.path()));
        assertThat(open).isSubsetOf(OPEN).contains("/health/live", "/health/ready");
    }

    @Test
    void withoutAKeyNoCallIsAnsweredButOpenOnes() throws Exception {
        for (Call call : service.routes.calls()) {
            assertBarred(call, 401, null);
        }
    }

    @Test
    void aKeyThatIsNoneOpensNothing() throws Exception {
        String almost = secret(Role.ADMIN).substring(0, 45) + "!";
        for (String wrong : List.of(WRONG, almost, secret(Role.ADMIN) + "A", "hw_", "x", "")) {
            for (Call call : service.routes.calls()) {
                assertBarred(call, 401, wrong);
            }
        }
    }

    @Test
    void aKeyOpensNothingFromTheMomentThatItExpires() throws Exception {
        for (Call call : service.routes.calls()) {
            assertBarred(call, 401, expired);
        }
        assertThat(service.get("/v1/rules", "X-API-Key", expired).body())
                .contains("key-expired\\\" expired at 2026-11-23T10:15:00Z.");
    }

    @ParameterizedTest
    @EnumSource(names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void aKeyOpensTheCallsOfItsRoleAndNoOthers(Role role) throws Exception {
        Set<Role> may = requireNonNull(MAY.get(role));
        for (Call call : service.routes.calls()) {
            if (may.contains(call.role()) || call.role() == Role.OPEN) {
                for (HttpResponse<String> answer : ask(call, secret(role))) {
                    assertThat(answer.statusCode()).as(role + " " + call.path()).isNotIn(401, 403);
                    assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
                }
            } else {
                assertBarred(call, 403, secret(role));
            }
        }
    }

    @Test
    void aKeyMayHaveSeveralRoles() throws Exception {
        Path file = folder.resolve("several.txt");
        String secret = new KeyFile(file)
                .add("crm", Set.of(Role.RESOLVE, Role.READ), null, null)
                .secret();
        try (RunningService other = RunningService.start(new AccessSettings(file, Role.READ))) {
            assertThat(other.get("/v1/rules", "X-API-Key", secret).statusCode()).isEqualTo(200);
            assertThat(other.post("/v1/leads:resolve", "{}", "X-API-Key", secret, "Content-Type", Reply.JSON)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(other.post("/v1/leads/L:merge", "{}", "X-API-Key", secret, "Content-Type", Reply.JSON)
                            .body())
                    .contains("has resolve and read.");
        }
    }

    @Test
    void aKeyThatTellsHasContactsRecordedAndLearnsNothingOfThem() throws Exception {
        String[] page = {"X-API-Key", secret(Role.TELL), "Content-Type", Reply.JSON};
        String[] crm = {"X-API-Key", secret(Role.RESOLVE), "Content-Type", Reply.JSON};
        String contact = "{\"leadId\": \"L-told\", \"eventId\": \"e-1\", \"referrer\": \"https://www.google.com/\"}";
        HttpResponse<String> known = service.post("/v1/leads:resolve?explain=full", contact, page);
        HttpResponse<String> again = service.post("/v1/leads:resolve?explain=full", contact, page);
        HttpResponse<String> stranger =
                service.post("/v1/leads:resolve?explain=full&record=false", contact.replace("L-told", "L-other"), page);
        for (HttpResponse<String> answer : List.of(known, again, stranger)) {
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().map().keySet())
                    .as("nor is it told which contacts were told before")
                    .isEqualTo(known.headers().map().keySet());
        }
        HttpResponse<String> other = service.post("/v1/leads:resolve", contact.replace("google", "bing"), page);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("event-reused").doesNotContain(NOW.toString());
        assertThat(service.post("/v1/leads:resolve", "{\"leadId\": 5, \"occurredAt\": \"never\"}", page)
                        .statusCode())
                .as("what is wrong with what it sent is told")
                .isEqualTo(422);
        assertThat(service.post("/v1/leads:resolve", contact, crm).body()).contains("\"touches\":1");
        assertThat(service.post("/v1/leads:batchResolve", "[]", page).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aKeyIsShownInEitherHeaderAndInOneOfThem() throws Exception {
        String secret = secret(Role.READ);
        for (String header : List.of("Bearer " + secret, "bearer " + secret, "BEARER   " + secret)) {
            assertThat(service.get("/v1/rules", "Authorization", header).statusCode())
                    .isEqualTo(200);
        }
        assertThat(service.get("/v1/rules", "x-api-key", secret).statusCode()).isEqualTo(200);
        for (String[] headers : List.of(
                new String[] {"Authorization", "Bearer " + secret, "X-API-Key", secret},
                new String[] {"X-API-Key", secret, "X-API-Key", WRONG},
                new String[] {"X-API-Key", WRONG, "Authorization", "Bearer " + secret},
                new String[] {"Authorization", "Basic " + secret},
                new String[] {"Authorization", secret},
                new String[] {"Authorization", "Bearer"},
                new String[] {"Cookie", "X-API-Key=" + secret})) {
            assertThat(service.get("/v1/rules", headers).statusCode())
                    .as(String.join(" ", headers))
                    .isEqualTo(401);
        }
        assertThat(service.get("/v1/rules?key=" + secret + "&api_key=" + secret).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aRefusalNamesTheSchemeAndWhatIsWrong() throws Exception {
        assertThat(challenge()).isEqualTo("Bearer realm=\"headwater\"");
        assertThat(challenge("X-API-Key", WRONG)).isEqualTo("Bearer realm=\"headwater\", error=\"invalid_token\"");
        assertThat(challenge("X-API-Key", WRONG, "X-API-Key", WRONG)).endsWith("error=\"invalid_request\"");
        assertThat(challenge("X-API-Key", secret(Role.RESOLVE)))
                .isEqualTo("Bearer realm=\"headwater\", error=\"insufficient_scope\", scope=\"read\"");
    }

    private static String challenge(String... headers) throws Exception {
        return service.get("/v1/rules", headers)
                .headers()
                .firstValue("WWW-Authenticate")
                .orElse("");
    }

    @Test
    void aStrangerIsNotToldWhatElseIsWrong() throws Exception {
        assertThat(service.get("/v1/rules", "Accept", "image/png").statusCode()).isEqualTo(401);
        assertThat(service.post("/v1/leads:resolve", "x".repeat(2_000_000), "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void pathsThatThereAreNotAndOtherMethodsNeedNoKeyToBeRefused() throws Exception {
        assertThat(service.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(service.method("PUT", "/v1/rules").statusCode()).isEqualTo(405);
        assertThat(service.method("OPTIONS", "/v1/rules").statusCode()).isEqualTo(204);
    }

    @Test
    void aPathThatIsWrittenOtherwiseOpensNothing() throws Exception {
        for (String path :
                List.of("/v1//rules", "/v1/./rules", "/v1/x/../rules", "/%761/rules", "/v1/rules/", "/V1/rules")) {
            assertThat(service.get(path).statusCode()).as(path).isIn(401, 404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"READ", "OPEN"})
    void metricsAskForTheRoleThatIsSet(Role role) throws Exception {
        try (RunningService other = RunningService.start(new AccessSettings(folder.resolve("keys.txt"), role))) {
            assertThat(other.get("/metrics").statusCode()).isEqualTo(role == Role.OPEN ? 200 : 401);
            assertThat(other.get("/metrics", "X-API-Key", secret(Role.READ)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tokensAndKeysAreTakenSideBySide() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair issuer = generator.generateKeyPair();
        Path pem = Files.writeString(
                folder.resolve("issuer.pem"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(issuer.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        TokenSettings tokens = new TokenSettings(pem.toString(), "acme", "headwater", TokenSettings.ROLES);
        Path keyFile = folder.resolve("keys.txt");
        try (RunningService other = RunningService.start(new AccessSettings(keyFile, tokens, Role.READ, Set.of()))) {
            String[] reader = {"Authorization", "Bearer " + token(issuer, "read")};
            assertThat(other.get("/v1/rules", reader).statusCode()).isEqualTo(200);
            assertThat(status(other, secret(Role.READ))).isEqualTo(200);
            assertThat(status(other, "other")).isEqualTo(401);
            String[] page = {"Authorization", "Bearer " + token(issuer, "resolve")};
            assertThat(other.get("/v1/rules", page).statusCode()).isEqualTo(403);
            String[] nobody = {"Authorization", "Bearer " + token(issuer, "none")};
            assertThat(other.get("/v1/rules", nobody).body()).contains("has no role here");
        }
    }

    private static String token(KeyPair issuer, String roles) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer("acme")
                .audience("headwater")
                .subject("a-job")
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .claim(TokenSettings.ROLES, roles)
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        token.sign(new RSASSASigner(issuer.getPrivate()));
        return token.serialize();
    }

    @Test
    void withoutAFileOfKeysEverybodyMayCall() throws Exception {
        try (RunningService open = RunningService.start()) {
            assertThat(open.get("/v1/rules").statusCode()).isEqualTo(200);
            assertThat(open.get("/v1/rules", "X-API-Key", WRONG).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aChangeOfTheFileIsInForceSoonAndAFlawedOneIsNot() throws Exception {
        Path file = folder.resolve("changing.txt");
        KeyFile changing = new KeyFile(file);
        String first = changing.add("first", Set.of(Role.READ), null, null).secret();
        try (RunningService other = RunningService.start(new AccessSettings(file, Role.READ))) {
            String second =
                    changing.add("second", Set.of(Role.READ), null, null).secret();
            await().atMost(Duration.ofSeconds(10)).until(() -> status(other, second) == 200);
            assertThat(status(other, first))
                    .as("both, for as long as both are there")
                    .isEqualTo(200);
            changing.remove("first");
            await().atMost(Duration.ofSeconds(10)).until(() -> status(other, first) == 401);
            String good = Files.readString(file);
            Files.writeString(file, good + "third read sha256:abc\n");
            Thread.sleep(3 * LiveFiles.PAUSE.toMillis());
            assertThat(status(other, second)).isEqualTo(200);
            Files.delete(file);
            Thread.sleep(2 * LiveFiles.PAUSE.toMillis());
            assertThat(status(other, second)).isEqualTo(200);
            String third = changing.add("third", Set.of(Role.READ), null, null).secret();
            await().atMost(Duration.ofSeconds(10)).until(() -> status(other, third) == 200);
            assertThat(status(other, second)).isEqualTo(401);
            changing.remove("third");
            await().atMost(Duration.ofSeconds(10)).until(() -> status(other, third) == 401);
        }
    }

    private static int status(RunningService other, String secret) throws Exception {
        return other.get("/v1/rules", "X-API-Key", secret).statusCode();
    }

    private static String secret(Role role) {
        return requireNonNull(SECRETS.get(role));
    }

    private static void assertBarred(Call call, int status, @Nullable String secret) throws Exception {
        for (HttpResponse<String> answer : ask(call, secret)) {
            String name = call.method() + " " + call.path() + " " + secret;
            if (call.role() == Role.OPEN) {
                assertThat(answer.statusCode()).as(name).isNotIn(401, 403);
                continue;
            }
            assertThat(answer.statusCode()).as(name).isEqualTo(status);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).as(name).isPresent();
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            if (!answer.body().isEmpty()) {
                assertFits(call, answer);
            }
        }
    }

    /** One call, and by HEAD what is answered by GET. */
    private static List<HttpResponse<String>> ask(Call call, @Nullable String secret) throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        List<String> methods = call.method() == HttpMethod.GET
                ? List.of("GET", "HEAD")
                : List.of(call.method().name());
        for (String method : methods) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            service.uri(call.path().replaceAll("\\{\\w+}", "L-1")))
                    .method(
                            method,
                            method.equals("POST") || method.equals("PUT")
                                    ? BodyPublishers.ofString("{}")
                                    : BodyPublishers.noBody())
                    .header("Content-Type", Reply.JSON);
            if (secret != null) {
                request.header("Authorization", "Bearer " + secret);
            }
            answers.add(service.send(request));
        }
        return answers;
    }

    private static void assertFits(Call call, HttpResponse<String> answer) throws Exception {
        Operation operation = contract.operations().stream()
                .filter(one ->
                        one.method().equals(call.method().name()) && one.path().equals(call.path()))
                .findFirst()
                .orElseThrow();
        assertThat(contract.content(operation, answer.statusCode()).isMissingNode())
                .as(call.path() + " documents " + answer.statusCode())
                .isFalse();
        assertThat(contract.errors(
                        contract.content(operation, answer.statusCode())
                                .path("application/problem+json")
                                .path("schema"),
                        OpenApiContract.json(answer.body())))
                .as(call.path() + " " + answer.body())
                .isEmpty();
    }
}
