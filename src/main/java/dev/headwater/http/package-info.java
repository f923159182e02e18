/**
 * Headwater over HTTP: {@link Routes} names every call; one class per resource answers it.
 *
 * <p>Bytes are bounded here and become values of {@code json}; no decision is taken here. {@link Guard} asks {@code access} who
 * may make a call, {@link HttpBounds} what it may cost, {@link Metrics} what is counted; {@link LeadBatch} is a stream of leads,
 * {@link StaticFile} what browsers load.
 */
@NullMarked
package dev.headwater.http;

import org.jspecify.annotations.NullMarked;
