/**
 * The decision log: each decision as one line, with personal fields masked, from which it can be taken again. {@link Journal}
 * keeps it while leads are answered and never makes one wait; {@link Entry} is one line; {@link Replay} takes the decisions
 * of a log again and tells what is otherwise.
 */
@NullMarked
package dev.headwater.journal;

import org.jspecify.annotations.NullMarked;
