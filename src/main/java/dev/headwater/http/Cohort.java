package dev.headwater.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;

/**
 * Takes all requests that have arrived through one stage before any of them through the next (cohort scheduling).
 *
 * <p>The code of the network, of reading, of deciding and of answering is too much to stay near the processor: a request that
 * went through all of it in one go would find none of it there, and waited for most of it to be fetched. So what a stage leaves
 * behind goes to the end of the event loop's queue, behind the same stage of those who came with it. With 8 connections that
 * doubled the leads a second of one core; with one, or where little is going on, the queue is empty and nothing waits.
 */
final class Cohort {
    private Cohort() {}

    /** Goes on with a request behind those who are where it is; a stage that throws fails the request. */
    static void next(RoutingContext request, Runnable stage) {
        request.vertx().runOnContext(nothing -> {
            try {
                stage.run();
            } catch (Throwable e) {
                request.fail(e);
            }
        });
    }

    /** Asks a question behind those who are about to ask theirs. */
    static <T> Future<T> next(Vertx vertx, Callable<Future<T>> question) {
        Promise<T> answer = Promise.promise();
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(nothing -> {
            try {
                question.call().onComplete(answer);
            } catch (Throwable e) {
                answer.fail(e);
            }
        });
        return answer.future();
    }
}
