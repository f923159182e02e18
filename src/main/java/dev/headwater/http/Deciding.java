package dev.headwater.http;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.touch.Touches.HistoryUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Takes decisions on the threads that are meant for it. On workers, which the store of histories may keep waiting, a
 * decision has its time; past that another answer is given, and what the store does in the end is its own affair.
 */
final class Deciding {
    /** With so many waiting for the store past their time, nobody else is made to wait for it: half of Vert.x's workers. */
    private static final int MANY = 10;

    private final DecideOn decideOn;
    private final Duration longest;
    private final AtomicInteger late = new AtomicInteger();

    /**
     * @param decideOn the threads
     * @param longest how long a decision on a worker may take
     */
    Deciding(DecideOn decideOn, Duration longest) {
        this.decideOn = decideOn;
        this.longest = longest;
    }

    /**
     * Asks a question.
     *
     * @param question may wait for the store of histories
     * @param otherwise answers in its place when it takes too long; never waits
     */
    <T> Future<T> ask(Vertx vertx, Callable<T> question, Callable<T> otherwise) {
        if (decideOn == DecideOn.EVENT_LOOPS) {
            return here(question);
        }
        if (late.get() >= MANY) {
            return here(otherwise);
        }
        Attempt attempt = new Attempt();
        Promise<T> answer = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, longest.toMillis()), past -> {
            if (attempt.giveUp()) {
                here(otherwise).onComplete(answer);
            }
        });
        vertx.executeBlocking(() -> attempt.run(question), false).onComplete(done -> {
            if (attempt.isAnswered()) {
                vertx.cancelTimer(timer);
                answer.handle(
                        done.succeeded() ? Future.succeededFuture(done.result()) : Future.failedFuture(done.cause()));
            }
        });
        return answer.future();
    }

    /** Asks a question that is worth waiting for, whatever it takes. */
    <T> Future<T> ask(Vertx vertx, Callable<T> question) {
        return decideOn == DecideOn.EVENT_LOOPS ? here(question) : vertx.executeBlocking(question, false);
    }

    /**
     * Asks the store a question that is worth waiting for, and replies; where the store does not answer, the caller is told
     * so.
     */
    <T> void ask(RoutingContext context, Callable<T> question, Consumer<T> reply) {
        ask(context.vertx(), question).onComplete(done -> {
            if (done.succeeded()) {
                reply.accept(done.result());
            } else {
                refuse(context, done.cause());
            }
        });
    }

    /** What a caller is told where the store did not answer; anything else is ours. */
    static void refuse(RoutingContext context, Throwable cause) {
        if (cause instanceof HistoryUnavailable) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            Reply.refuse(
                    context.request(),
                    Problem.of(ProblemType.HISTORY_UNAVAILABLE, "Try again; leads are resolved meanwhile."));
        } else {
            context.fail(cause);
        }
    }

    private static <T> Future<T> here(Callable<T> question) {
        try {
            return Future.succeededFuture(question.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }

    private enum State {
        WAITING,
        RUNNING,
        ANSWERED,
        GIVEN_UP
    }

    /** One question on its way to a worker and back. */
    private final class Attempt {
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

        /** What nobody waits for any more is not begun; what was begun and is late is counted as long as it lasts. */
        <T> T run(Callable<T> question) throws Exception {
            if (!state.compareAndSet(State.WAITING, State.RUNNING)) {
                throw new IllegalStateException("given up before it began");
            }
            try {
                return question.call();
            } finally {
                if (!state.compareAndSet(State.RUNNING, State.ANSWERED)) {
                    late.decrementAndGet();
                }
            }
        }

        boolean giveUp() {
            if (state.compareAndSet(State.WAITING, State.GIVEN_UP)) {
                return true;
            }
            late.incrementAndGet();
            if (state.compareAndSet(State.RUNNING, State.GIVEN_UP)) {
                return true;
            }
            late.decrementAndGet();
            return false;
        }

        boolean isAnswered() {
            return state.get() == State.ANSWERED;
        }
    }
}
