package dev.headwater.rules;

import dev.headwater.decision.Profiles;
import dev.headwater.table.Flaw;
import java.util.ArrayList;
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

    /** Lets only pass what has the profile that the service answers under. */
    static RuleGate keeping(String profile) {
        return (inForce, next) -> profile.equals(Profiles.DEFAULT)
                        || next.profiles().contains(profile)
                ? List.of()
                : List.of(Flaw.in(
                        "rules/profiles/" + profile,
                        "The service answers under the profile \"" + profile + "\", which these rules do not have.",
                        "Put its folder back, or start the service under another: " + String.join(", ", known(next))));
    }

    private static List<String> known(RuleSet rules) {
        List<String> known = new ArrayList<>(List.of(Profiles.DEFAULT));
        known.addAll(rules.profiles());
        return known;
    }

    /** What either has against them. */
    default RuleGate and(RuleGate other) {
        return (inForce, next) -> {
            List<Flaw> flaws = new ArrayList<>(against(inForce, next));
            flaws.addAll(other.against(inForce, next));
            return flaws;
        };
    }

    /**
     * What speaks against rules that are about to go live.
     *
     * @param inForce what they would take the place of; null where nothing is in force yet
     * @param next ready to decide; left open
     * @return an error among them refuses the rules; warnings are only told
     */
    List<Flaw> against(@Nullable RuleSet inForce, RuleSet next);
}
