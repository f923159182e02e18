package dev.headwater.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.LeadContext;
import dev.headwater.resolver.Decided;
import dev.headwater.resolver.Witness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the decision log. A decision waits in a bounded queue until a thread of the journal's own has masked and written it,
 * and never makes its lead wait: where the queue is full, because the disk is slow or full, it is dropped and counted, and
 * the log says how many are missing at that place.
 */
public final class Journal implements Witness, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final int MOST_QUEUED = 8_192;
    /** In characters, roughly; a lead may have a million of them. */
    private static final long LARGEST_QUEUE = 32L << 20;

    private static final long OF_A_TOUCH = 500;
    private static final int LARGEST_WRITE = 1 << 18;
    private static final long LOOKS_EVERY_MILLIS = 100;

    private final BlockingQueue<Queued> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
    private final AtomicLong queuedWeight = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong untold = new AtomicLong();
    private final AtomicBoolean inTrouble = new AtomicBoolean();
    private final Lines lines;
    private final Mask mask;
    private final Duration pause;
    private final Duration ending;
    private final Thread writer;
    private volatile boolean closing;

    /** Taken from the queue and not yet written, by the thread that writes. */
    private volatile int inHand;

    private record Queued(Decided decided, long weight) {}

    /**
     * Where and how a log is kept.
     *
     * @param folder its files, and nothing else
     * @param size in bytes, that no file grows past
     * @param files how many there may be
     * @param gzip whether those that are done are compressed
     * @param masked what is masked
     */
    public record Settings(Path folder, long size, int files, boolean gzip, Set<Personal> masked) {
        public Settings {
            masked = Set.copyOf(masked);
        }
    }

    /**
     * Starts to keep a log.
     *
     * @throws IOException if it cannot be kept there, in words for the one who runs the service
     */
    public static Journal open(Settings settings) throws IOException {
        LogFiles files = new LogFiles(settings.folder(), settings.size(), settings.files(), settings.gzip());
        return new Journal(files, settings.masked(), Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    /**
     * @param lines where lines are kept; closed with the journal
     * @param pause after a write that failed
     * @param ending how long the end waits for what is queued
     */
    Journal(Lines lines, Set<Personal> masked, Duration pause, Duration ending) {
        this.lines = lines;
        this.mask = new Mask(masked);
        this.pause = pause;
        this.ending = ending;
        this.writer = new Thread(this::write, "decision-log");
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void decided(Decided decided) {
        long weight = weight(decided);
        if (closing || queuedWeight.get() + weight > LARGEST_QUEUE || !queue.offer(new Queued(decided, weight))) {
            drop(1, "its disk does not keep up");
        } else {
            queuedWeight.addAndGet(weight);
        }
    }

    /** How many decisions the log lacks. */
    public long dropped() {
        return dropped.get();
    }

    private void drop(long count, String why) {
        dropped.addAndGet(count);
        untold.addAndGet(count);
        trouble(why);
    }

    private void trouble(String why) {
        if (inTrouble.compareAndSet(false, true)) {
            LOG.warn("the decision log may lack decisions from here on: {}", why);
        }
    }

    /** About as many characters as it holds. */
    private static long weight(Decided decided) {
        LeadContext lead = decided.lead();
        long weight = OF_A_TOUCH * (2 + decided.history().recent().size());
        weight += lead.landingPage() == null ? 0 : lead.landingPage().url().length();
        weight += lead.referrer() == null ? 0 : lead.referrer().url().length();
        weight += lead.selfReport() == null ? 0 : lead.selfReport().answer().length();
        weight += lead.crmTag() == null ? 0 : lead.crmTag().leadSource().length();
        weight += lead.promoCode() == null ? 0 : lead.promoCode().code().length();
        weight +=
                lead.dialledNumber() == null ? 0 : lead.dialledNumber().number().length();
        weight += lead.form() == null ? 0 : lead.form().name().length();
        weight +=
                lead.offlineEvent() == null ? 0 : lead.offlineEvent().toString().length();
        weight += lead.tags().equals(CampaignTags.NONE)
                ? 0
                : lead.tags().toString().length();
        for (var id : lead.clickIds()) {
            weight += id.parameter().length() + id.value().length();
        }
        for (var fact : lead.attributes().entrySet()) {
            weight += fact.getKey().length() + (fact.getValue() instanceof String text ? text.length() : Double.BYTES);
        }
        for (LeadContext past : lead.earlier()) {
            weight += past.toString().length();
        }
        return weight;
    }

    // On the thread of its own

    private void write() {
        try {
            while (!(closing && queue.isEmpty())) {
                List<Queued> batch = take();
                if (!batch.isEmpty()) {
                    write(batch);
                }
            }
            tellDropped();
        } catch (InterruptedException e) {
            // Its time is over; what is still queued is counted by the one who ended it.
            drop(inHand, "its disk did not keep up with the end");
        } finally {
            lines.close();
        }
    }

    private List<Queued> take() throws InterruptedException {
        List<Queued> batch = new ArrayList<>();
        long taken = 0;
        Queued next = queue.poll(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        while (next != null) {
            batch.add(next);
            queuedWeight.addAndGet(-next.weight());
            taken += next.weight();
            next = taken < LARGEST_WRITE ? queue.poll() : null;
        }
        return batch;
    }

    private void write(List<Queued> batch) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(LARGEST_WRITE);
        inHand = batch.size();
        int count = 0;
        for (Queued queued : batch) {
            byte[] line = line(queued.decided());
            if (line != null) {
                if (bytes.size() > 0 && bytes.size() + line.length > LARGEST_WRITE) {
                    append(bytes.toByteArray(), count);
                    bytes.reset();
                    count = 0;
                }
                bytes.writeBytes(line);
                bytes.write('\n');
                count++;
            }
        }
        if (count > 0) {
            append(bytes.toByteArray(), count);
        }
    }

    private byte @Nullable [] line(Decided decided) {
        try {
            return Entry.write(decided, mask);
        } catch (RuntimeException e) {
            LOG.error(
                    "decision {} cannot be written to the decision log",
                    decided.answer().decisionId(),
                    e);
            drop(1, "a decision could not be written down");
            done(1);
            return null;
        }
    }

    /** Tries until it is done; meanwhile the queue fills, and what finds no place in it is dropped. */
    private void append(byte[] written, int count) throws InterruptedException {
        boolean last = false;
        while (true) {
            try {
                tell();
                lines.append(written);
                done(count);
                if (untold.get() == 0 && inTrouble.compareAndSet(true, false)) {
                    LOG.info("the decision log goes on; it lacks {} decisions since the start", dropped.get());
                }
                return;
            } catch (IOException e) {
                trouble("it cannot be written: " + e);
            }
            if (last) {
                drop(count, "it cannot be written");
                done(count);
                return;
            }
            last = closing;
            if (!last) {
                Thread.sleep(pause.toMillis());
            }
        }
    }

    /** No other thread changes it. */
    private void done(int count) {
        inHand = inHand - count;
    }

    private void tell() throws IOException {
        long missing = untold.get();
        if (missing > 0) {
            lines.append(("{\"dropped\":" + missing + "}\n").getBytes(UTF_8));
            untold.addAndGet(-missing);
        }
    }

    private void tellDropped() {
        try {
            tell();
        } catch (IOException e) {
            trouble("it cannot be written: " + e);
        }
    }

    /** Writes what is queued, within a bound. */
    @Override
    public void close() {
        closing = true;
        try {
            writer.join(ending.toMillis());
            if (writer.isAlive()) {
                writer.interrupt();
                writer.join(ending.toMillis());
                // One that waits for its disk whatever it is told counts nothing itself.
                drop(queue.size() + (writer.isAlive() ? inHand : 0), "its disk did not keep up with the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (dropped.get() > 0) {
            LOG.warn("the decision log lacks {} decisions", dropped.get());
        }
    }
}
