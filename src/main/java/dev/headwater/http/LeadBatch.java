package dev.headwater.http;

import dev.headwater.json.BatchItem;
import dev.headwater.json.BatchJson;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.Reading;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.Person;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One batch on its way: leads in, answers out, in the same order and no faster than they are taken. Several leads are
 * decided at a time; those that name the same lead or visitor one after another, so that each sees the ones before it.
 * Lives on one event loop.
 */
final class LeadBatch {
    private static final Logger LOG = LoggerFactory.getLogger(LeadBatch.class);

    /** So many wait for the store of histories at one time; more would keep other callers from it. */
    private static final int AT_A_TIME = 8;

    /** After so many the event loop sees to others first. */
    private static final int TURN = 64;

    private static final int LOOKS = 4;

    private final RoutingContext context;
    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Leads leads;
    private final BatchAnswers answers;
    private final Line line;
    private final Duration idleTime;
    private final Metrics.Batches measured;
    private final Runnable over;

    private final Queue<Slot> slots = new ArrayDeque<>();
    private final Map<Person, Future<?>> last = new HashMap<>();
    private long index;
    private long timer;
    private long progress = System.nanoTime();
    private long signsOfLife;
    private boolean running;
    private boolean again;
    private boolean ended;

    /**
     * @param line decides one lead
     * @param idleTime how long nothing may move
     * @param measured counts its leads
     * @param over told once, when this is over, however it ended
     */
    LeadBatch(
            RoutingContext context,
            Leads leads,
            BatchAnswers answers,
            Line line,
            Duration idleTime,
            Metrics.Batches measured,
            Runnable over) {
        this.context = context;
        this.vertx = context.vertx();
        this.request = context.request();
        this.leads = leads;
        this.answers = answers;
        this.line = line;
        this.idleTime = idleTime;
        this.measured = measured;
        this.over = over;
    }

    void begin() {
        request.exceptionHandler(gone -> finish());
        context.addEndHandler(gone -> finish());
        request.response().drainHandler(drained -> {
            progress = System.nanoTime();
            run();
        });
        if (!request.isEnded()) {
            request.connection()
                    .shutdownHandler(stopping -> stop(Problem.of(
                            ProblemType.STOPPING,
                            "The stream ends here. Leads that have no answer yet were not decided.")));
        }
        timer = vertx.setPeriodic(Math.max(1, idleTime.toMillis() / LOOKS), look -> lookForProgress());
        answers.begin();
        leads.begin(this::run);
        run();
    }

    /** Goes on as far as it can; called whenever something has changed. */
    private void run() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        try {
            int taken = 0;
            do {
                again = false;
                taken = step(taken);
            } while (again && !ended);
        } catch (RuntimeException e) {
            LOG.error("a batch broke off", e);
            finish();
            request.connection().close();
        } finally {
            running = false;
        }
    }

    private int step(int takenBefore) {
        int taken = takenBefore;
        sayWhatIsDecided();
        while (!ended && slots.size() < AT_A_TIME && !answers.full()) {
            if (taken == TURN) {
                answers.send();
                again = false;
                vertx.runOnContext(turn -> run());
                return taken;
            }
            BatchItem item = leads.next();
            if (item == null) {
                break;
            }
            taken++;
            progress = System.nanoTime();
            take(item);
            sayWhatIsDecided();
        }
        if (ended) {
            return taken;
        }
        if (leads.ended() && slots.isEmpty() && leads.broken()) {
            stop(BoundedBody.BROKEN);
            return taken;
        }
        if (leads.ended() && slots.isEmpty()) {
            finish();
            answers.end();
            return taken;
        }
        answers.send();
        if (slots.size() < AT_A_TIME && !answers.full()) {
            leads.more();
        }
        return taken;
    }

    private void take(BatchItem item) {
        Slot slot = new Slot(index++);
        slots.add(slot);
        if (item instanceof BatchItem.Lead lead) {
            measured.taken();
            decide(slot, lead.reading());
        } else if (item instanceof BatchItem.Refused refused) {
            measured.refused();
            slot.answer = BatchJson.refusal(slot.index, refused.problem());
        }
    }

    private void decide(Slot slot, Reading.Lead reading) {
        List<Person> names = names(reading.lead());
        List<Future<?>> before = new ArrayList<>();
        for (Person name : names) {
            Future<?> earlier = last.get(name);
            if (earlier != null && !earlier.isComplete()) {
                before.add(earlier);
            }
        }
        Future<byte[]> decided = before.isEmpty()
                ? line.decide(slot.index, reading)
                : Future.join(before)
                        .transform(done -> ended
                                ? Future.failedFuture("nobody waits for it any more")
                                : line.decide(slot.index, reading));
        if (!decided.isComplete()) {
            names.forEach(name -> last.put(name, decided));
        }
        decided.onComplete(done -> {
            names.forEach(name -> last.remove(name, decided));
            slot.answer = done.succeeded() ? done.result() : ours(slot.index, done.cause());
            run();
        });
    }

    private static List<Person> names(LeadContext lead) {
        List<Person> names = new ArrayList<>(2);
        if (lead.leadId() != null) {
            names.add(lead.leadId());
        }
        if (lead.visitorId() != null) {
            names.add(lead.visitorId());
        }
        return names;
    }

    private byte[] ours(long which, Throwable trouble) {
        String id = "urn:uuid:" + UUID.randomUUID();
        if (!ended) {
            try (var inLog = MDC.putCloseable("traceId", Trace.idOf(context))) {
                LOG.error("internal error {} (lead {} of a batch)", id, which, trouble);
            }
        }
        return BatchJson.refusal(which, Reply.ours(id));
    }

    private void sayWhatIsDecided() {
        for (Slot slot = slots.peek(); slot != null && slot.answer != null && !ended; slot = slots.peek()) {
            answers.add(slot.answer);
            slots.remove();
        }
    }

    private void lookForProgress() {
        if (leads.signsOfLife() != signsOfLife) {
            signsOfLife = leads.signsOfLife();
            progress = System.nanoTime();
        }
        if (System.nanoTime() - progress < idleTime.toNanos()) {
            return;
        }
        if (answers.full()) {
            finish();
            Connections.cutOff(request.connection());
        } else if (slots.isEmpty()) {
            stop(Problem.of(
                    ProblemType.REQUEST_TIMEOUT,
                    "No whole line came for " + idleTime.toMillis()
                            + " ms; the stream ends here. A blank line now and then keeps it open."));
        }
    }

    /** Ends it before its time, with the reason as the last answer. */
    private void stop(Problem reason) {
        if (ended) {
            return;
        }
        finish();
        answers.add(reason.toJson());
        answers.end();
        BoundedBody.passOver(vertx, request);
    }

    private void finish() {
        if (!ended) {
            ended = true;
            vertx.cancelTimer(timer);
            request.connection().shutdownHandler(null);
            slots.clear();
            over.run();
        }
    }

    /** Decides one lead. */
    @FunctionalInterface
    interface Line {
        /** Gives the answer as the member of a batch that it is. */
        Future<byte[]> decide(long index, Reading.Lead reading);
    }

    /** The place of one answer among the others. */
    private static final class Slot {
        private final long index;
        private byte @Nullable [] answer;

        Slot(long index) {
            this.index = index;
        }
    }
}
