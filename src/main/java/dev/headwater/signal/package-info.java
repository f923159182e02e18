/**
 * From raw lead to facts: every hint in a context is recognised through the reference lists ({@link Catalog}) into
 * {@link Evidence}, and flattened into {@link Signals}, the normalised facts that tables decide on.
 *
 * <p>All cleaning of hosts, tags, click IDs and free text happens here, once; nothing here decides. Start at
 * {@link Signals}.
 */
@NullMarked
package dev.headwater.signal;

import org.jspecify.annotations.NullMarked;
