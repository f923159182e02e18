/**
 * Headwater over HTTP: {@link Routes} names every call; one class per resource answers it.
 *
 * <p>Bytes are bounded here and become values of {@code json}; no decision is taken here.
 */
@NullMarked
package dev.headwater.http;

import org.jspecify.annotations.NullMarked;
