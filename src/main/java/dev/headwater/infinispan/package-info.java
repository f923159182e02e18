/**
 * Touch histories kept in an embedded Infinispan cache: {@link InfinispanTouches}.
 */
@NullMarked
package dev.headwater.infinispan;

import org.jspecify.annotations.NullMarked;
