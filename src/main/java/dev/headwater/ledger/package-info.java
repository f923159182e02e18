/**
 * Entries by key in files that only grow: what a process writes here is there after it was killed. One write takes all
 * entries that wait, whoever asked for them; where an entry lies is held in memory; what nobody needs any more is cleaned away
 * from the oldest file on. Knows nothing of what the entries mean. Start at {@link Ledger}.
 */
@NullMarked
package dev.headwater.ledger;

import org.jspecify.annotations.NullMarked;
