package dev.headwater.http;

import dev.headwater.json.BatchItem;
import dev.headwater.json.LineCutter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the leads of a batch come from. Lives on one event loop. */
interface Leads {
    /**
     * Begins to bring leads.
     *
     * @param arrived told whenever there may be more of them, or no more to come
     */
    void begin(Runnable arrived);

    /** The next one that has arrived; null where there is none for the moment. */
    @Nullable
    BatchItem next();

    /** Whether all have been given. */
    boolean ended();

    /** Asks for more to be brought; until then, nothing is. */
    void more();

    /** How many lines have come, blank ones too: by these a sender may keep a stream open. */
    default long signsOfLife() {
        return 0;
    }

    /** Whether they ended in a way that their sender did not mean. */
    default boolean broken() {
        return false;
    }

    /** Those of an array. */
    static Leads of(List<BatchItem> items) {
        Iterator<BatchItem> rest = items.iterator();
        return new Leads() {
            @Override
            public void begin(Runnable arrived) {}

            @Override
            public @Nullable BatchItem next() {
                return rest.hasNext() ? rest.next() : null;
            }

            @Override
            public boolean ended() {
                return !rest.hasNext();
            }

            @Override
            public void more() {}
        };
    }

    /** Those of a body of many lines; no more of it is read than is asked for. */
    final class OfLines implements Leads {
        private final HttpServerRequest request;
        private final LineCutter lines;
        private boolean asked;
        private boolean allArrived;
        private boolean ended;

        OfLines(HttpServerRequest request, int longest) {
            this.request = request;
            this.lines = new LineCutter(longest);
        }

        @Override
        public void begin(Runnable arrived) {
            request.pause();
            request.handler(piece -> {
                take(piece);
                arrived.run();
            });
            request.endHandler(end -> {
                allArrived = true;
                arrived.run();
            });
        }

        private void take(Buffer piece) {
            asked = false;
            lines.take(piece.getBytes());
        }

        @Override
        public @Nullable BatchItem next() {
            LineCutter.Line line = lines.next();
            if (line == null && allArrived && !ended) {
                ended = true;
                line = broken() ? null : lines.last();
            }
            return line == null ? null : line.item();
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public boolean broken() {
            return allArrived && Framing.isBroken(request);
        }

        @Override
        public long signsOfLife() {
            return lines.count();
        }

        @Override
        public void more() {
            if (!asked && !allArrived) {
                asked = true;
                request.fetch(1);
            }
        }
    }
}
