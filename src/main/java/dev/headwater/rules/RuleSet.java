package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Profiles;
import dev.headwater.decision.Resolution;
import dev.headwater.signal.Catalog;
import dev.headwater.signal.Signals;
import dev.headwater.table.DecisionTable;
import java.util.List;
import java.util.Map;

/**
 * One revision of the rules: its lists, its tables, and the knowledge base compiled from them. Immutable, and safe for
 * use by many threads; {@link #close} it when nobody asks it any more.
 */
public interface RuleSet extends AutoCloseable {

    /** {@code sha256:} and 64 hexadecimal digits, taken over the content of all rule files. */
    String revision();

    /** The reference lists of this revision. */
    Catalog catalog();

    /** The channels that it can answer, in the order of their list; those that only profiles have come last. */
    List<Channel> channels();

    /** The tables of this revision, in the order in which they decide; those of profiles come last. */
    List<DecisionTable> tables();

    /** The files that it was made of, content by key as {@link RuleFiles} gives them; the contents are not to be changed. */
    default Map<String, byte[]> files() {
        return Map.of();
    }

    /**
     * Decides. The same signals always give an equal resolution.
     *
     * @param signals the facts of one lead
     * @param explain how much of the reasons to give
     */
    Resolution decide(Signals signals, Explain explain);

    /** The names of the profiles that there are, in alphabetical order; the default is none of them. */
    default List<String> profiles() {
        return List.of();
    }

    /**
     * Decides, with the channel under a profile or several.
     *
     * @param profiles those wanted; one that is not there gives the channel of leads that no row knows, and says so
     */
    default Resolution decide(Signals signals, Explain explain, Profiles profiles) {
        return decide(signals, explain);
    }

    /** What each table is asked on the way to an answer under every profile, in the order in which they are. */
    List<Question> questions(Signals signals);

    /**
     * The same rules, save for one table: to try a change out without building anything. Shares all the rest with this
     * rule set, and is good as long as this one is open.
     *
     * @param changed stands where one of the tables does (file, sheet and name) and has its columns
     * @throws IllegalArgumentException if it is no such table, or if nobody can follow what its rows say
     */
    RuleSet with(DecisionTable changed);

    @Override
    void close();
}
