package dev.headwater.rules;

import java.util.function.Supplier;

/**
 * The rule set in force, replaced in one step. Safe for use by many threads.
 *
 * <p>Whoever took a rule set keeps it for the whole of a request: a replaced one is closed at once, and still answers
 * whoever holds it.
 */
public final class ActiveRuleSet implements Supplier<RuleSet>, AutoCloseable {
    private volatile RuleSet active;

    /** @param first the rule set to begin with */
    public ActiveRuleSet(RuleSet first) {
        active = first;
    }

    /** The rule set in force. Ask once for each request. */
    @Override
    public RuleSet get() {
        return active;
    }

    /** Puts another rule set in force, and closes the one before. Putting the same one again changes nothing. */
    public synchronized void replace(RuleSet next) {
        RuleSet before = active;
        active = next;
        if (before != next) {
            before.close();
        }
    }

    @Override
    public synchronized void close() {
        active.close();
    }
}
