package dev.headwater.rules;

import dev.headwater.table.Flaw;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has the last word on rules that are sound in themselves: they go live only if it finds nothing against them. Called on
 * the one thread that loads, so it may take its time.
 */
@FunctionalInterface
public interface RuleGate {

    /** Lets everything pass. */
    RuleGate OPEN = (inForce, next) -> List.of();

    /**
     * What speaks against rules that are about to go live.
     *
     * @param inForce what they would take the place of; null where nothing is in force yet
     * @param next ready to decide; left open
     * @return an error among them refuses the rules; warnings are only told
     */
    List<Flaw> against(@Nullable RuleSet inForce, RuleSet next);
}
