package dev.headwater.infinispan;

import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.factories.ComponentRegistry;
import org.infinispan.factories.impl.BasicComponentRegistry;
import org.infinispan.factories.impl.ModuleMetadataBuilder;
import org.infinispan.interceptors.AsyncInterceptor;
import org.infinispan.interceptors.AsyncInterceptorChain;
import org.infinispan.interceptors.impl.CacheLoaderInterceptor;
import org.infinispan.interceptors.impl.EntryWrappingInterceptor;
import org.infinispan.lifecycle.ModuleLifecycle;

/** Has our caches on disk read and filled our way, from before they start; Infinispan finds this by its services file. */
public final class CachesModule implements ModuleMetadataBuilder, ModuleLifecycle {
    static final String NAME = "headwater";

    /** The property of a clustered process that has, by the name of a cache, how two copies of an entry are united. */
    static final String UNITED = "headwater-united";

    @Override
    public String getModuleName() {
        return NAME;
    }

    @Override
    public Collection<String> getRequiredDependencies() {
        return List.of("core");
    }

    @Override
    public Collection<String> getOptionalDependencies() {
        return List.of();
    }

    @Override
    public ModuleLifecycle newModuleLifecycle() {
        return this;
    }

    @Override
    public void registerMetadata(ModuleBuilder builder) {
        HandingOver.register(builder);
    }

    @Override
    public void cacheStarting(ComponentRegistry cache, Configuration configuration, String name) {
        if (!Caches.ON_DISK.contains(name) || !configuration.persistence().usingStores()) {
            return;
        }
        BasicComponentRegistry components = cache.getComponent(BasicComponentRegistry.class);
        AsyncInterceptorChain chain =
                components.getComponent(AsyncInterceptorChain.class).wired();
        before(chain, CacheLoaderInterceptor.class, new ColdReads(components));
        if (configuration.clustering().cacheMode().isClustered()) {
            before(chain, EntryWrappingInterceptor.class, new Arrivals(components, united(cache, name)));
        }
    }

    private static void before(
            AsyncInterceptorChain chain, Class<? extends AsyncInterceptor> which, AsyncInterceptor ours) {
        AsyncInterceptor theirs = chain.findInterceptorExtending(which);
        if (theirs == null || !chain.addInterceptorBefore(ours, theirs.getClass())) {
            throw new IllegalStateException("no " + which.getSimpleName());
        }
    }

    @SuppressWarnings("unchecked")
    private static BinaryOperator<Object> united(ComponentRegistry cache, String name) {
        Object byName = cache.getGlobalComponentRegistry()
                .getGlobalConfiguration()
                .transport()
                .properties()
                .get(UNITED);
        if (byName == null) {
            throw new IllegalStateException("nobody said how two copies are united");
        }
        return ((Function<String, BinaryOperator<Object>>) byName).apply(name);
    }
}
