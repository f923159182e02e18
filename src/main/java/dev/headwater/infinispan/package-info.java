/**
 * Touch histories, first answers and costs kept in embedded Infinispan caches: in memory, on disk, or by several processes
 * together. Start at {@link InfinispanTouches}; {@link Store} is what is open, {@link DataFolder} the disk,
 * {@code …Wire} the form in which things lie on disk and travel.
 */
@NullMarked
package dev.headwater.infinispan;

import org.jspecify.annotations.NullMarked;
