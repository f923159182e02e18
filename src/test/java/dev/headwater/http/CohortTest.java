package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CohortTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void whoCameTogetherGoesThroughEachStageTogether() throws Exception {
        List<String> done = new ArrayList<>();
        CompletableFuture<Void> all = new CompletableFuture<>();
        vertx.runOnContext(nothing -> {
            List<Future<Integer>> answers = IntStream.range(0, 3)
                    .mapToObj(i -> Cohort.next(vertx, () -> {
                                done.add("decide " + i);
                                return Future.succeededFuture(i);
                            })
                            .compose(decided -> Cohort.next(vertx, () -> {
                                done.add("answer " + decided);
                                return Future.succeededFuture(decided);
                            })))
                    .toList();
            done.add("all have come");
            Future.all(answers).onComplete(ended -> all.complete(null));
        });
        all.get(10, TimeUnit.SECONDS);
        assertThat(done)
                .containsExactly(
                        "all have come", "decide 0", "decide 1", "decide 2", "answer 0", "answer 1", "answer 2");
    }

    @Test
    void aQuestionThatFailsOrThrowsFailsItsOwnAnswerAlone() throws Exception {
        CompletableFuture<List<Future<String>>> all = new CompletableFuture<>();
        vertx.runOnContext(nothing -> {
            List<Future<String>> answers = List.of(
                    Cohort.next(vertx, () -> Future.failedFuture("failed")),
                    Cohort.next(vertx, () -> {
                        throw new StackOverflowError("thrown");
                    }),
                    Cohort.next(vertx, () -> Future.succeededFuture("fine")));
            Future.join(answers).onComplete(ended -> all.complete(answers));
        });
        List<Future<String>> answers = all.get(10, TimeUnit.SECONDS);
        assertThat(answers.get(0).cause()).hasMessage("failed");
        assertThat(answers.get(1).cause()).hasMessage("thrown");
        assertThat(answers.get(2).result()).isEqualTo("fine");
    }

    @Test
    void aRequestWhoseStageThrowsIsAnsweredAndTheNextOneIsFine() throws Exception {
        Router router = Router.router(vertx);
        router.get("/throws")
                .handler(context -> Cohort.next(context, () -> {
                    throw new IllegalStateException("ours");
                }));
        router.get("/fine")
                .handler(
                        context -> Cohort.next(context, () -> context.response().end("fine")));
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        assertThat(get(server, "/throws").statusCode()).isEqualTo(500);
        assertThat(get(server, "/fine").body()).isEqualTo("fine");
    }

    private static HttpResponse<String> get(HttpServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
