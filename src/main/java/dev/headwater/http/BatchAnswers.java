package dev.headwater.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The answers to a batch on their way out, as lines or as one array. Lives on one event loop. */
final class BatchAnswers {
    static final String LINES = "application/x-ndjson";

    /** So much is sent at once; less is, when there is nothing more to say for the moment. */
    private static final int SENT_AT_ONCE = 32 << 10;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final boolean asLines;
    private Buffer waiting = Buffer.buffer();
    private boolean any;

    BatchAnswers(HttpServerRequest request, boolean asLines) {
        this.request = request;
        this.response = request.response();
        this.asLines = asLines;
    }

    /** Says that answers will follow. */
    void begin() {
        Reply.begin(request, asLines ? LINES : Reply.JSON);
    }

    void add(byte[] answer) {
        if (!asLines) {
            waiting.appendByte((byte) (any ? ',' : '['));
        }
        waiting.appendBytes(answer).appendByte((byte) '\n');
        any = true;
        if (waiting.length() >= SENT_AT_ONCE) {
            send();
        }
    }

    /** Sends what there is. */
    void send() {
        if (waiting.length() > 0) {
            response.write(waiting);
            waiting = Buffer.buffer();
        }
    }

    /** Whether the receiver should take some before there are more. */
    boolean full() {
        return response.writeQueueFull();
    }

    Future<Void> end() {
        if (!asLines) {
            waiting.appendString(any ? "]\n" : "[]\n");
        }
        return response.end(waiting);
    }
}
