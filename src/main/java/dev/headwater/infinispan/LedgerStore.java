package dev.headwater.infinispan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.ledger.Entry;
import dev.headwater.ledger.Ledger;
import dev.headwater.ledger.LedgerFull;
import dev.headwater.ledger.Walk;
import io.reactivex.rxjava3.core.Flowable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.infinispan.commons.time.TimeService;
import org.infinispan.commons.util.IntSet;
import org.infinispan.commons.util.concurrent.CompletableFutures;
import org.infinispan.configuration.cache.StoreConfiguration;
import org.infinispan.persistence.spi.InitializationContext;
import org.infinispan.persistence.spi.MarshallableEntry;
import org.infinispan.persistence.spi.MarshallableEntryFactory;
import org.infinispan.persistence.spi.NonBlockingStore;
import org.infinispan.persistence.spi.PersistenceException;
import org.infinispan.util.concurrent.BlockingManager;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * One table of a ledger, as the store under a cache whose keys are text.
 *
 * <p>The value in the ledger: when it was put (8 bytes), the length of the metadata (2), the metadata, the length of the
 * internal metadata (2), those, and the value.
 */
public final class LedgerStore<V> implements NonBlockingStore<String, V> {
    private static final int AROUND = 12;

    private @Nullable Ledger ledger;
    private int table;
    private boolean awaited;
    private @Nullable Latest<V> latest;
    private @Nullable TimeService clock;
    private @Nullable BlockingManager blocking;
    private @Nullable Executor nonBlocking;
    private @Nullable MarshallableEntryFactory<String, V> entries;

    @Override
    @SuppressWarnings("unchecked") // whoever configures the store of a cache knows what is in it
    public CompletionStage<Void> start(InitializationContext context) {
        StoreConfiguration configuration = context.getConfiguration();
        LedgerStoreConfiguration here = (LedgerStoreConfiguration) configuration;
        ledger = here.ledger();
        table = here.table();
        awaited = here.awaited();
        latest = (Latest<V>) here.latest();
        clock = context.getTimeService();
        blocking = context.getBlockingManager();
        nonBlocking = context.getNonBlockingExecutor();
        entries = context.getMarshallableEntryFactory();
        return CompletableFutures.completedNull();
    }

    /** The ledger goes on: whoever opened it closes it. */
    @Override
    public CompletionStage<Void> stop() {
        return CompletableFutures.completedNull();
    }

    @Override
    public Set<Characteristic> characteristics() {
        return EnumSet.of(Characteristic.BULK_READ, Characteristic.EXPIRATION);
    }

    /** Nobody is waited for where nothing is, or what is there was written lately. */
    @Override
    public CompletionStage<MarshallableEntry<String, V>> load(int segment, Object key) {
        byte[] bytes = bytes(key);
        if (!ledger().has(table, bytes)) {
            return CompletableFutures.completedNull();
        }
        MarshallableEntry<String, V> known = started(latest).get((String) key);
        if (known != null) {
            return known.isExpired(started(clock).wallClockTime())
                    ? CompletableFutures.completedNull()
                    : CompletableFuture.completedFuture(known);
        }
        return started(blocking).supplyBlocking(() -> read(key, bytes), "load");
    }

    private @Nullable MarshallableEntry<String, V> read(Object key, byte[] bytes) {
        try {
            Entry entry = ledger().get(table, bytes);
            return entry == null ? null : marshallable(key, entry);
        } catch (IOException e) {
            throw new PersistenceException(e.getMessage(), e);
        }
    }

    @Override
    public CompletionStage<Boolean> containsKey(int segment, Object key) {
        return load(segment, key).thenApply(entry -> entry != null);
    }

    /** Complete when others can read it; where this is awaited, when it is in the files. */
    @Override
    public CompletionStage<Void> write(int segment, MarshallableEntry<? extends String, ? extends V> entry) {
        long expires = entry.expiryTime();
        try {
            ledger().put(table, bytes(entry.getKey()), value(entry), expires < 0 ? Long.MAX_VALUE : expires);
        } catch (LedgerFull e) {
            return CompletableFuture.failedFuture(new PersistenceException(e.getMessage(), e));
        }
        if (started(latest).most() > 0) {
            started(latest).put(entry.getKey(), withoutBytes(entry));
        }
        return begun();
    }

    /** In memory it is what the cache has, and nothing besides. */
    private MarshallableEntry<String, V> withoutBytes(MarshallableEntry<? extends String, ? extends V> entry) {
        return started(entries)
                .create(
                        entry.getKey(),
                        entry.getValue(),
                        entry.getMetadata(),
                        entry.getInternalMetadata(),
                        entry.created(),
                        entry.lastUsed());
    }

    @Override
    public CompletionStage<Boolean> delete(int segment, Object key) {
        boolean there;
        try {
            there = ledger().remove(table, bytes(key));
        } catch (LedgerFull e) {
            return CompletableFuture.failedFuture(new PersistenceException(e.getMessage(), e));
        }
        started(latest).remove((String) key);
        return there ? begun().thenApply(done -> true) : CompletableFutures.completedFalse();
    }

    private CompletionStage<Void> begun() {
        if (!awaited) {
            return CompletableFutures.completedNull();
        }
        return ledger().written()
                .handleAsync(
                        (done, trouble) -> {
                            if (trouble != null) {
                                throw new PersistenceException(trouble.getMessage(), trouble);
                            }
                            return null;
                        },
                        started(nonBlocking));
    }

    @Override
    public CompletionStage<Void> clear() {
        return started(blocking).runBlocking(this::removeAll, "clear");
    }

    private void removeAll() {
        started(latest).clear();
        try (Walk walk = ledger().walk(table)) {
            for (Entry entry = walk.next(); entry != null; entry = walk.next()) {
                ledger().remove(table, entry.key());
            }
        } catch (IOException e) {
            throw new PersistenceException(e.getMessage(), e);
        }
    }

    @Override
    public CompletionStage<Long> size(IntSet segments) {
        return approximateSize(segments);
    }

    @Override
    public CompletionStage<Long> approximateSize(IntSet segments) {
        return CompletableFuture.completedFuture(ledger().size(table));
    }

    @Override
    public Publisher<MarshallableEntry<String, V>> publishEntries(
            IntSet segments, @Nullable Predicate<? super String> filter, boolean includeValues) {
        Flowable<MarshallableEntry<String, V>> all = Flowable.generate(
                () -> ledger().walk(table, segments::contains),
                (walk, out) -> {
                    Entry next = walk.next();
                    if (next == null) {
                        out.onComplete();
                    } else {
                        out.onNext(marshallable(new String(next.key(), UTF_8), next));
                    }
                },
                Walk::close);
        return started(blocking)
                .blockingPublisher(filter == null ? all : all.filter(entry -> filter.test(entry.getKey())));
    }

    @Override
    public Publisher<String> publishKeys(IntSet segments, @Nullable Predicate<? super String> filter) {
        return Flowable.fromPublisher(publishEntries(segments, filter, false)).map(MarshallableEntry::getKey);
    }

    /** The ledger does that by itself. */
    @Override
    public Publisher<MarshallableEntry<String, V>> purgeExpired() {
        return Flowable.empty();
    }

    private byte[] value(MarshallableEntry<? extends String, ? extends V> entry) {
        org.infinispan.commons.io.ByteBuffer metadata = entry.getMetadataBytes();
        org.infinispan.commons.io.ByteBuffer internal = entry.getInternalMetadataBytes();
        org.infinispan.commons.io.ByteBuffer value = entry.getValueBytes();
        ByteBuffer all = ByteBuffer.allocate(AROUND + length(metadata) + length(internal) + length(value));
        all.putLong(entry.created());
        put(all.putShort((short) length(metadata)), metadata);
        put(all.putShort((short) length(internal)), internal);
        put(all, value);
        return all.array();
    }

    private static int length(org.infinispan.commons.io.@Nullable ByteBuffer bytes) {
        return bytes == null ? 0 : bytes.getLength();
    }

    private static void put(ByteBuffer all, org.infinispan.commons.io.@Nullable ByteBuffer bytes) {
        if (bytes != null) {
            all.put(bytes.getBuf(), bytes.getOffset(), bytes.getLength());
        }
    }

    private MarshallableEntry<String, V> marshallable(Object key, Entry entry) {
        ByteBuffer value = ByteBuffer.wrap(entry.value());
        long created = value.getLong();
        org.infinispan.commons.io.ByteBuffer metadata = taken(value, value.getShort() & 0xffff);
        org.infinispan.commons.io.ByteBuffer internal = taken(value, value.getShort() & 0xffff);
        return started(entries).create(key, taken(value, value.remaining()), metadata, internal, created, -1);
    }

    private static org.infinispan.commons.io.@Nullable ByteBuffer taken(ByteBuffer value, int length) {
        if (length == 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        value.get(bytes);
        return org.infinispan.commons.io.ByteBufferImpl.create(bytes);
    }

    private static byte[] bytes(Object key) {
        return ((String) key).getBytes(UTF_8);
    }

    private Ledger ledger() {
        return started(ledger);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the store has not been started");
        }
        return part;
    }
}
