package dev.headwater.http;

import dev.headwater.http.HttpSettings.DecideOn;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.Person;
import dev.headwater.touch.Touches;
import dev.headwater.touch.Touches.HistoryUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes decisions on the threads that are meant for it. Where the store of histories may keep somebody waiting, a decision has
 * its time; past that another answer is given, and what the store does in the end is its own affair.
 *
 * <p>With a disk of its own the store is ahead of it: an event loop decides on what is at hand and goes on, and the answer goes
 * out when the disk has all that was recorded by then.
 */
final class Deciding {
    /** With so many waiting for the store past their time, nobody else is made to wait for it: half of Vert.x's workers. */
    private static final int MANY = 10;

    /** So many decisions are written together: about as many as are taken while the disk takes those before. */
    private static final int FEW = 4;

    private static final String TOO_LONG = "the disk takes too long";

    private final DecideOn decideOn;
    private final Duration longest;
    private final Touches touches;
    private final AtomicInteger late = new AtomicInteger();
    private final ThreadLocal<@Nullable Landing> landings = new ThreadLocal<>();
    private volatile @Nullable CompletableFuture<Void> stuck;

    /**
     * @param decideOn the threads
     * @param longest how long a decision that may wait for the store may take
     * @param touches the store
     */
    Deciding(DecideOn decideOn, Duration longest, Touches touches) {
        this.decideOn = decideOn;
        this.longest = longest;
        this.touches = touches;
    }

    /**
     * Asks a question about a lead.
     *
     * @param question may wait for the store of histories
     * @param otherwise answers in its place when it takes too long; never waits
     */
    <T> Future<T> ask(Vertx vertx, LeadContext lead, Callable<T> question, Callable<T> otherwise) {
        return switch (decideOn) {
            case EVENT_LOOPS -> Cohort.next(vertx, () -> here(question));
            case WHERE_AT_HAND ->
                Cohort.next(
                        vertx,
                        () -> isAtHand(lead)
                                ? kept(vertx, here(question), otherwise)
                                : onWorkerAndKept(vertx, question, otherwise));
            case WORKERS -> onWorker(vertx, question, otherwise);
        };
    }

    private <T> Future<T> onWorkerAndKept(Vertx vertx, Callable<T> question, Callable<T> otherwise) {
        return onWorker(vertx, () -> kept(question.call()), otherwise)
                .recover(trouble ->
                        trouble instanceof HistoryUnavailable ? here(otherwise) : Future.failedFuture(trouble));
    }

    /** Two persons may have to be made one, and for that one waits until it is one's turn. */
    private boolean isAtHand(LeadContext lead) {
        Person person = lead.person();
        return person == null || ((lead.leadId() == null || lead.visitorId() == null) && touches.isAtHand(person));
    }

    private <T> T kept(T answer) throws IOException {
        try {
            touches.kept().toCompletableFuture().get();
            return answer;
        } catch (ExecutionException e) {
            throw new HistoryUnavailable("the disk did not take it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Gives an answer out when the disk has all that it may tell of. */
    private <T> Future<T> kept(Vertx vertx, Future<T> answer, Callable<T> otherwise) {
        if (answer.failed()) {
            return answer;
        }
        Landing landing = landings.get();
        if (landing == null) {
            landing = new Landing(vertx);
            landings.set(landing);
            // Behind all who have come, whoever is not aboard yet is late.
            vertx.runOnContext(landing::begin);
        }
        return landing.join().transform(kept -> kept.succeeded() ? answer : here(otherwise));
    }

    /**
     * A few decisions of one event loop that are written together: they wait together and are told together. More of them do not
     * wait for each other, so that some are written while the next are decided.
     */
    private final class Landing {
        private final Vertx vertx;
        private final Promise<Void> landed = Promise.promise();
        private int aboard;
        private boolean begun;

        Landing(Vertx vertx) {
            this.vertx = vertx;
        }

        Future<Void> join() {
            if (++aboard == FEW) {
                begin(null);
            }
            return landed.future();
        }

        /** Those who come after one that waited in vain do not wait. */
        private void begin(@Nullable Void nothing) {
            if (begun) {
                return;
            }
            begun = true;
            landings.remove();
            try {
                await(touches.kept().toCompletableFuture());
            } catch (RuntimeException e) {
                landed.fail(e);
            }
        }

        private void await(CompletableFuture<Void> kept) {
            if (kept.isDone()) {
                end(kept);
                return;
            }
            if (kept == stuck) {
                landed.fail(TOO_LONG);
                return;
            }
            Context loop = vertx.getOrCreateContext();
            long timer = vertx.setTimer(Math.max(1, longest.toMillis()), past -> {
                stuck = kept;
                landed.tryFail(TOO_LONG);
            });
            kept.whenComplete((done, trouble) -> loop.runOnContext(nothing -> {
                vertx.cancelTimer(timer);
                end(kept);
            }));
        }

        private void end(CompletableFuture<Void> kept) {
            if (kept.isCompletedExceptionally()) {
                landed.tryFail("the disk does not take what is written");
            } else {
                landed.tryComplete();
            }
        }
    }

    private <T> Future<T> onWorker(Vertx vertx, Callable<T> question, Callable<T> otherwise) {
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
