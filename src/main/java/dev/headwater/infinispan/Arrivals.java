package dev.headwater.infinispan;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import org.infinispan.commands.write.DataWriteCommand;
import org.infinispan.commands.write.PutKeyValueCommand;
import org.infinispan.commands.write.RemoveCommand;
import org.infinispan.container.entries.InternalCacheEntry;
import org.infinispan.container.impl.InternalDataContainer;
import org.infinispan.context.InvocationContext;
import org.infinispan.context.impl.FlagBitSets;
import org.infinispan.factories.impl.BasicComponentRegistry;
import org.infinispan.interceptors.DDAsyncInterceptor;
import org.infinispan.persistence.manager.PersistenceManager;

/**
 * What a member takes over from another never replaces what it was told meanwhile: the two are united, one after the other.
 *
 * <p>Infinispan 16.1 lets go of an entry that arrives after a newer one was written, but only in memory: on disk the older
 * one replaces the newer one all the same, and is what is read once the memory has let the person go.
 */
final class Arrivals extends DDAsyncInterceptor {
    private final BasicComponentRegistry components;
    private final BinaryOperator<Object> united;
    private final Map<Object, CompletableFuture<Void>> last = new ConcurrentHashMap<>();

    Arrivals(BasicComponentRegistry components, BinaryOperator<Object> united) {
        this.components = components;
        this.united = united;
    }

    @Override
    public Object visitPutKeyValueCommand(InvocationContext context, PutKeyValueCommand command) {
        if (command.hasAnyFlag(FlagBitSets.PUT_FOR_STATE_TRANSFER)) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            CompletionStage<Boolean> isNews = after(command.getKey(), done).thenCompose(before -> isNews(command));
            Object told = asyncValue(isNews)
                    .thenApply(
                            context,
                            command,
                            (same, put, news) -> Boolean.TRUE.equals(news) ? invokeNext(same, put) : null);
            return ended(context, command, told, done);
        }
        return written(context, command);
    }

    @Override
    public Object visitRemoveCommand(InvocationContext context, RemoveCommand command) {
        return written(context, command);
    }

    /** What others have written here, as the second of two. */
    private Object written(InvocationContext context, DataWriteCommand command) {
        if (context.isOriginLocal()) {
            return invokeNext(context, command);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        Object told = asyncInvokeNext(context, command, after(command.getKey(), done));
        return ended(context, command, told, done);
    }

    private CompletionStage<Void> after(Object key, CompletableFuture<Void> mine) {
        mine.whenComplete((nothing, trouble) -> last.remove(key, mine));
        CompletableFuture<Void> before = last.put(key, mine);
        return before == null ? CompletableFuture.completedFuture(null) : before;
    }

    private static Object ended(
            InvocationContext context, DataWriteCommand command, Object told, CompletableFuture<Void> done) {
        return makeStage(told).andFinally(context, command, (same, write, value, trouble) -> done.complete(null));
    }

    private CompletionStage<Boolean> isNews(PutKeyValueCommand arrival) {
        InternalCacheEntry<?, ?> held = components
                .getComponent(InternalDataContainer.class)
                .wired()
                .peek(arrival.getSegment(), arrival.getKey());
        if (held != null) {
            return CompletableFuture.completedFuture(isNews(arrival, held.getValue()));
        }
        return components
                .getComponent(PersistenceManager.class)
                .running()
                .loadFromAllStores(arrival.getKey(), arrival.getSegment(), true, true)
                .thenApply(kept -> kept == null || isNews(arrival, kept.getValue()));
    }

    private boolean isNews(PutKeyValueCommand arrival, Object here) {
        Object both = united.apply(here, arrival.getValue());
        arrival.setValue(both);
        return !both.equals(here);
    }
}
