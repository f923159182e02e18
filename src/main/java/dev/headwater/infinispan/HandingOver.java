package dev.headwater.infinispan;

import io.reactivex.rxjava3.core.Flowable;
import java.util.List;
import org.infinispan.commons.TimeoutException;
import org.infinispan.commons.util.IntSet;
import org.infinispan.commons.util.IntSets;
import org.infinispan.container.entries.InternalCacheEntry;
import org.infinispan.factories.StateTransferComponentFactory;
import org.infinispan.factories.impl.ComponentAccessor;
import org.infinispan.factories.impl.ModuleMetadataBuilder.ModuleBuilder;
import org.infinispan.reactive.publisher.impl.SegmentPublisherSupplier.Notification;
import org.infinispan.statetransfer.StateProvider;
import org.infinispan.statetransfer.StateProviderImpl;
import org.jspecify.annotations.Nullable;

/**
 * What a member gives to another that takes a part over: all of it, even where the disk keeps it waiting.
 *
 * <p>Infinispan 16.1 gives up when a store has nothing for as long as another member may take to answer, and tells nobody: who
 * waits for the rest then waits until somebody else comes or goes, and a new member does not start. Here what is missing is
 * read again.
 */
final class HandingOver extends StateProviderImpl {
    /** Each takes as long as another member may take to answer, so this is some minutes without a single entry. */
    private static final int TRIES = 200;

    /** Scopes.NAMED_CACHE, which Infinispan has only while it is compiled: there is one for each cache. */
    private static final int OF_A_CACHE = 1;

    @Override
    protected Flowable<Notification<InternalCacheEntry<?, ?>>> readEntries(IntSet segments) {
        IntSet missing = IntSets.mutableCopyFrom(segments);
        return Flowable.defer(() -> missing.isEmpty()
                        ? Flowable.<Notification<InternalCacheEntry<?, ?>>>empty()
                        : super.readEntries(IntSets.mutableCopyFrom(missing)))
                .doOnNext(each -> {
                    if (each.isSegmentComplete()) {
                        missing.remove(each.completedSegment());
                    }
                })
                .retry(TRIES, TimeoutException.class::isInstance);
    }

    /** Has Infinispan take this class for its own. */
    static void register(ModuleBuilder module) {
        module.registerComponentAccessor(
                HandingOver.class.getName(),
                List.of(),
                new ComponentAccessor<HandingOver>(
                        HandingOver.class.getName(), OF_A_CACHE, false, StateProviderImpl.class.getName(), List.of()));
        module.registerComponentAccessor(
                Factory.class.getName(),
                List.of(StateProvider.class.getName()),
                new ComponentAccessor<Factory>(
                        Factory.class.getName(),
                        OF_A_CACHE,
                        false,
                        StateTransferComponentFactory.class.getName(),
                        List.of()) {
                    @Override
                    protected Factory newInstance() {
                        return new Factory();
                    }
                });
    }

    private static final class Factory extends StateTransferComponentFactory {
        @Override
        public @Nullable Object construct(String component) {
            return super.construct(component) == null ? null : new HandingOver();
        }
    }
}
