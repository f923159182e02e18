/**
 * Who gets the credit: attribution models, pure functions from the touches of a lead to shares that sum to exactly 1.
 *
 * <p>{@link Path} says which touches count and in what order, {@link Model} how they share. No storage, no clock, no rules
 * here. Start at {@link Model}.
 */
@NullMarked
package dev.headwater.attribution;

import org.jspecify.annotations.NullMarked;
