/**
 * What we answer: {@link Resolution}, its source, channel and intent, and the {@link Reason}s with the row that
 * decided each.
 *
 * <p>Values only; how an answer is found lives in {@code rules}. Start at {@link Resolution}.
 */
@NullMarked
package dev.headwater.decision;

import org.jspecify.annotations.NullMarked;
