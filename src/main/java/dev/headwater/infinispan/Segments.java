package dev.headwater.infinispan;

import dev.headwater.ledger.KeyParts;
import org.infinispan.distribution.ch.KeyPartitioner;
import org.infinispan.distribution.ch.impl.HashFunctionPartitioner;

/**
 * The parts in which members keep persons together, and hand them over one by one: Infinispan's own, so that members of
 * other releases know them too. A ledger that knows them gives one without reading the others.
 */
final class Segments {
    static final KeyPartitioner ALL = HashFunctionPartitioner.instance(KeyParts.COUNT);

    private Segments() {}

    /** @param key in UTF-8, of which Infinispan makes the same as of the text itself */
    static int of(byte[] key) {
        return ALL.getSegment(key);
    }
}
