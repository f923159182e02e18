package dev.headwater.infinispan;

import java.util.concurrent.CompletionStage;
import org.infinispan.commands.read.AbstractDataCommand;
import org.infinispan.commands.read.GetCacheEntryCommand;
import org.infinispan.commands.read.GetKeyValueCommand;
import org.infinispan.container.entries.CacheEntry;
import org.infinispan.container.impl.EntryFactory;
import org.infinispan.container.impl.InternalEntryFactory;
import org.infinispan.context.InvocationContext;
import org.infinispan.context.impl.FlagBitSets;
import org.infinispan.distribution.DistributionManager;
import org.infinispan.factories.impl.BasicComponentRegistry;
import org.infinispan.factories.impl.ComponentRef;
import org.infinispan.interceptors.DDAsyncInterceptor;
import org.infinispan.persistence.PersistenceUtil;
import org.infinispan.persistence.manager.PersistenceManager;
import org.infinispan.persistence.spi.MarshallableEntry;

/**
 * Reads of entries that are on disk alone leave the memory as it is; only a write brings an entry there.
 *
 * <p>Infinispan 16.1 puts what a read has loaded into memory without holding the entry's lock. Where the entry was written
 * meanwhile, and the memory is full so that it was thrown out at once, the memory then has the old value: the next write
 * compares with that one, and what was written in between is lost. The test of it is in {@code ColdReadsTest}.
 */
final class ColdReads extends DDAsyncInterceptor {
    private final BasicComponentRegistry components;

    ColdReads(BasicComponentRegistry components) {
        this.components = components;
    }

    @Override
    public Object visitGetKeyValueCommand(InvocationContext context, GetKeyValueCommand command) {
        return read(context, command);
    }

    @Override
    public Object visitGetCacheEntryCommand(InvocationContext context, GetCacheEntryCommand command) {
        return read(context, command);
    }

    private Object read(InvocationContext context, AbstractDataCommand command) {
        command.addFlags(FlagBitSets.SKIP_CACHE_LOAD);
        Object key = command.getKey();
        CacheEntry<?, ?> known = context.lookupEntry(key);
        if (known == null || known.getValue() != null || known.skipLookup() || !isOurs(command.getSegment())) {
            return invokeNext(context, command);
        }
        CompletionStage<MarshallableEntry<Object, Object>> loading = the(PersistenceManager.class)
                .loadFromAllStores(key, command.getSegment(), context.isOriginLocal(), true);
        return asyncInvokeNext(context, command, loading.thenAccept(loaded -> {
            if (loaded != null) {
                the(EntryFactory.class)
                        .wrapExternalEntry(
                                context,
                                key,
                                PersistenceUtil.convert(loaded, the(InternalEntryFactory.class)),
                                true,
                                false);
            }
        }));
    }

    private boolean isOurs(int segment) {
        ComponentRef<DistributionManager> distribution = components.getComponent(DistributionManager.class);
        return distribution == null
                || distribution.wired() == null
                || distribution.wired().getCacheTopology().isSegmentReadOwner(segment);
    }

    private <T> T the(Class<T> component) {
        return components.getComponent(component).running();
    }
}
