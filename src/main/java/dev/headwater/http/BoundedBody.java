package dev.headwater.http;

import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Receives a body within bounds of size and time, or refuses it. */
final class BoundedBody {
    /** How long a refused sender is listened to, so that it reads the refusal before the connection is gone. */
    private static final long LINGER_MILLIS = 1_000;

    /** What comes of a body whose end nobody can tell. */
    static final Problem BROKEN = Problem.of(
            ProblemType.BAD_REQUEST, "The body comes in chunks, and one of them cannot be read as HTTP/1.1.");

    private static final int FIRST_BUFFER = 4_096;

    /** Why one that is too many is refused. */
    static final String TOO_MANY = "Too many requests are being answered.";

    private final HttpBounds bounds;
    private final Crowd inFlight;
    private final AtomicLong received = new AtomicLong();

    /** @param inFlight the requests that are being answered, and those are that have arrived whole */
    BoundedBody(HttpBounds bounds, Crowd inFlight) {
        this.bounds = bounds;
        this.inFlight = inFlight;
    }

    /** Whether one more request can be answered now; it is told where it cannot. */
    boolean admits(RoutingContext context) {
        if (inFlight.enter(context)) {
            return true;
        }
        tooBusy(context, TOO_MANY, false);
        return false;
    }

    /**
     * Receives a request's body. To be called before anything of it can have arrived, so from the request's handler.
     *
     * @param whole takes the body; not called where it is refused or the sender goes away
     */
    void receive(RoutingContext context, Consumer<byte[]> whole) {
        receive(context, bounds.maxBody(), whole);
    }

    /** @param most how many bytes it may have */
    void receive(RoutingContext context, int most, Consumer<byte[]> whole) {
        HttpServerRequest request = context.request();
        if (announcedLength(request) > most) {
            refuseAndClose(context.vertx(), request, tooLarge(most));
            return;
        }
        new Receiving(context, most, whole).start();
    }

    /**
     * Refuses a request whose body may still be on its way: what comes is thrown away, and where it keeps coming the
     * connection is closed.
     */
    static void refuse(Vertx vertx, HttpServerRequest request, Problem problem) {
        refuse(vertx, request, problem, false);
    }

    /**
     * Refuses a request that is one too many.
     *
     * @param what there is too much of, as a sentence
     * @param closing whether its connection is to go with it
     */
    static void tooBusy(RoutingContext context, String what, boolean closing) {
        context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
        Problem problem = Problem.of(ProblemType.TOO_BUSY, what + " Try again in a second.");
        if (closing) {
            refuseAndClose(context.vertx(), context.request(), problem);
        } else {
            refuse(context.vertx(), context.request(), problem);
        }
    }

    /** Refuses a request, and its connection with it. */
    private static void refuseAndClose(Vertx vertx, HttpServerRequest request, Problem problem) {
        request.response().putHeader(HttpHeaders.CONNECTION, "close");
        refuse(vertx, request, problem, true);
    }

    private static void refuse(Vertx vertx, HttpServerRequest request, Problem problem, boolean closing) {
        HttpConnection connection = request.connection();
        if (!request.isEnded()) {
            long timer = vertx.setTimer(LINGER_MILLIS, late -> connection.close());
            request.handler(ignored -> {});
            request.exceptionHandler(gone -> vertx.cancelTimer(timer));
            request.endHandler(ended -> {
                vertx.cancelTimer(timer);
                if (closing || Framing.isBroken(request)) {
                    connection.close();
                }
            });
            Reply.refuse(request, problem);
        } else {
            Reply.refuse(request, problem).onComplete(sent -> {
                if (closing) {
                    connection.close();
                }
            });
        }
    }

    private static Problem tooLarge(int most) {
        return Problem.pastLimit(
                ProblemType.BODY_TOO_LARGE, "A body may have " + most + " bytes, and this one has more.", most);
    }

    /** Throws away what still comes of a request that is answered, and closes where it keeps coming. */
    static void passOver(Vertx vertx, HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (request.isEnded()) {
            return;
        }
        long timer = vertx.setTimer(LINGER_MILLIS, late -> connection.close());
        request.handler(ignored -> {});
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(ended -> {
            vertx.cancelTimer(timer);
            connection.close();
        });
        request.resume();
    }

    /** Tells a sender that asked first to go on. */
    static void goOn(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** One body on its way. Lives on one event loop. */
    private final class Receiving {
        private final RoutingContext context;
        private final int most;
        private final HttpServerRequest request;
        private final Consumer<byte[]> whole;
        private final Buffer body;
        private long timer;
        private boolean over;

        Receiving(RoutingContext context, int most, Consumer<byte[]> whole) {
            this.context = context;
            this.most = most;
            this.request = context.request();
            this.whole = whole;
            // What a sender announces is taken as a hint alone: it may be wrong, and costs no room before it comes.
            long announced = announcedLength(request);
            this.body = Buffer.buffer(announced > 0 && announced < FIRST_BUFFER ? (int) announced : FIRST_BUFFER);
        }

        /** Where the sender goes away, or what it sends is no longer HTTP, the connection is closed already. */
        void start() {
            timer = context.vertx().setTimer(bounds.bodyTime().toMillis(), late -> refuse(tooSlow()));
            request.exceptionHandler(gone -> finish());
            request.handler(this::take);
            request.endHandler(ended -> complete());
            goOn(request);
        }

        private void take(Buffer part) {
            if (over) {
                return;
            }
            if (body.length() + (long) part.length() > most) {
                refuse(tooLarge(most));
            } else if (received.addAndGet(part.length()) > bounds.maxBodies()) {
                received.addAndGet(-part.length());
                request.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
                refuse(Problem.of(ProblemType.TOO_BUSY, "Too many bodies are being received. Try again in a second."));
            } else {
                body.appendBuffer(part);
            }
        }

        private void complete() {
            if (Framing.isBroken(request)) {
                refuse(BROKEN);
            } else if (finish() && admits(context)) {
                try {
                    whole.accept(body.getBytes());
                } catch (RuntimeException | Error e) {
                    context.fail(e);
                }
            }
        }

        private void refuse(Problem problem) {
            if (finish()) {
                refuseAndClose(context.vertx(), request, problem);
            }
        }

        /** Whether this was the first to end it. */
        private boolean finish() {
            if (over) {
                return false;
            }
            over = true;
            context.vertx().cancelTimer(timer);
            received.addAndGet(-body.length());
            return true;
        }

        private Problem tooSlow() {
            return Problem.of(
                    ProblemType.REQUEST_TIMEOUT,
                    "The body did not arrive within " + bounds.bodyTime().toMillis() + " ms.");
        }
    }
}
