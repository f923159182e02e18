package dev.headwater.infinispan;

import dev.headwater.ledger.Ledger;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.io.IOException;

/**
 * Writes to a ledger: while its disk does not take the last one, no more is begun.
 *
 * @param writes asked as well
 */
record LedgerWrites(Writes writes, Ledger ledger) implements Writes {
    @Override
    public void mayBegin() {
        IOException trouble = ledger.trouble();
        if (trouble != null) {
            throw new HistoryUnavailable(
                    "the disk of the histories did not take the last write, which is made again: "
                            + trouble.getMessage(),
                    trouble);
        }
        writes.mayBegin();
    }

    @Override
    public void ended() {
        writes.ended();
    }
}
