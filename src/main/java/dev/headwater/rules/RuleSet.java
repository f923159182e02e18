package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Resolution;
import dev.headwater.signal.Catalog;
import dev.headwater.signal.Signals;
import dev.headwater.table.DecisionTable;
import java.util.List;

/**
 * One revision of the rules: its lists, its tables, and the knowledge base compiled from them. Immutable, and safe for
 * use by many threads; {@link #close} it when nobody asks it any more.
 */
public interface RuleSet extends AutoCloseable {

    /** {@code sha256:} and 64 hexadecimal digits, taken over the content of all rule files. */
    String revision();

    /** The reference lists of this revision. */
    Catalog catalog();

    /** The channels that it can answer, in the order of their list. */
    List<Channel> channels();

    /** The tables of this revision, in the order in which they decide. */
    List<DecisionTable> tables();

    /**
     * Decides. The same signals always give an equal resolution.
     *
     * @param signals the facts of one lead
     * @param explain how much of the reasons to give
     */
    Resolution decide(Signals signals, Explain explain);

    @Override
    void close();
}
