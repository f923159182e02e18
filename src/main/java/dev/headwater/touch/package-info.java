/**
 * A lead's dated contacts: {@link Touch}, {@link TouchHistory} (a value) and {@link Touches}, the one port to
 * where they are kept.
 *
 * <p>No storage here: {@code infinispan} implements the port. Start at {@link TouchHistory}.
 */
@NullMarked
package dev.headwater.touch;

import org.jspecify.annotations.NullMarked;
