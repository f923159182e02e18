/**
 * Who gets the credit: attribution models, pure functions from the touches of a lead to shares that sum to exactly 1.
 *
 * <p>{@link Path} says which touches count and in what order, {@link Model} how they share; {@link Tally} adds that up over
 * everybody, for {@link Report}. No storage, no clock, no rules here; {@link Costs} is the port to where costs are kept. Start
 * at {@link Model}.
 */
@NullMarked
package dev.headwater.attribution;

import org.jspecify.annotations.NullMarked;
