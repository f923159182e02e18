package dev.headwater.infinispan;

import dev.headwater.ledger.Ledger;
import org.infinispan.commons.configuration.BuiltBy;
import org.infinispan.commons.configuration.Combine;
import org.infinispan.commons.configuration.ConfigurationFor;
import org.infinispan.commons.configuration.attributes.AttributeDefinition;
import org.infinispan.commons.configuration.attributes.AttributeSet;
import org.infinispan.configuration.cache.AbstractStoreConfiguration;
import org.infinispan.configuration.cache.AbstractStoreConfigurationBuilder;
import org.infinispan.configuration.cache.AsyncStoreConfiguration;
import org.infinispan.configuration.cache.PersistenceConfigurationBuilder;
import org.infinispan.configuration.parsing.Element;

/** Tells Infinispan which table of which ledger is under a cache. */
@BuiltBy(LedgerStoreConfiguration.Builder.class)
@ConfigurationFor(LedgerStore.class)
public final class LedgerStoreConfiguration extends AbstractStoreConfiguration<LedgerStoreConfiguration> {
    private static final AttributeDefinition<Ledger> LEDGER = AttributeDefinition.builder("ledger", null, Ledger.class)
            .immutable()
            .build();
    private static final AttributeDefinition<Integer> TABLE =
            AttributeDefinition.builder("table", 0).immutable().build();
    private static final AttributeDefinition<Boolean> AWAITED =
            AttributeDefinition.builder("awaited", true).immutable().build();
    private static final AttributeDefinition<Latest<?>> LATEST = AttributeDefinition.<Latest<?>>builder(
                    "latest", new Latest<>(0))
            .immutable()
            .build();

    private LedgerStoreConfiguration(AttributeSet attributes, AsyncStoreConfiguration async) {
        super(Element.STORE, attributes, async);
    }

    Ledger ledger() {
        return attributes.attribute(LEDGER).get();
    }

    int table() {
        return attributes.attribute(TABLE).get();
    }

    /** Whether a write is complete only when it is in the files. */
    boolean awaited() {
        return attributes.attribute(AWAITED).get();
    }

    /** Where the store holds what was written last. */
    Latest<?> latest() {
        return attributes.attribute(LATEST).get();
    }

    /** Takes what is told. */
    public static final class Builder extends AbstractStoreConfigurationBuilder<LedgerStoreConfiguration, Builder> {
        /** As Infinispan calls it. */
        public Builder(PersistenceConfigurationBuilder persistence) {
            super(
                    persistence,
                    new AttributeSet(
                            LedgerStoreConfiguration.class,
                            AbstractStoreConfiguration.attributeDefinitionSet(),
                            LEDGER,
                            TABLE,
                            AWAITED,
                            LATEST),
                    AsyncStoreConfiguration.attributeDefinitionSet());
        }

        Builder table(Ledger ledger, int table, boolean awaited, Latest<?> latest) {
            attributes.attribute(LEDGER).set(ledger);
            attributes.attribute(TABLE).set(table);
            attributes.attribute(AWAITED).set(awaited);
            attributes.attribute(LATEST).set(latest);
            return this;
        }

        @Override
        public LedgerStoreConfiguration create() {
            return new LedgerStoreConfiguration(attributes.protect(), async.create());
        }

        @Override
        public org.infinispan.commons.configuration.Builder<?> read(
                LedgerStoreConfiguration template, Combine combine) {
            super.read(template, combine);
            return this;
        }

        @Override
        public Builder self() {
            return this;
        }
    }
}
