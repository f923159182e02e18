package dev.headwater.http;

import dev.headwater.json.RulesJson;
import dev.headwater.rules.LiveRules;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules as a caller may ask about them. Asked from many threads, and never blocking. */
public interface RulesInForce {

    /** The revision that serves; null before the first has gone live. */
    @Nullable
    RuleSet active();

    /** The last load that was refused; null where none was, or where a later one went live. */
    RulesJson.@Nullable Refused lastRefused();

    /** What came of loading rules so far. */
    Loads loads();

    /**
     * What would come of rules if they were those of the folder. Nothing goes live. Takes its time, unlike the others.
     *
     * @param files content by key, as {@link dev.headwater.rules.RuleFiles} gives them
     */
    default LiveRules.Checked check(Map<String, byte[]> files) {
        return LiveRules.Checked.of(files, RuleSetLoader.load(files));
    }

    /** What such a check may cost. */
    default CheckBounds checkBounds() {
        return CheckBounds.DEFAULT;
    }

    /**
     * What came of loading rules since the start.
     *
     * @param live how many loads went live
     * @param refused how many were refused
     * @param liveSince when the revision that serves went live; null before the first has
     * @param last how long the last load took
     */
    record Loads(long live, long refused, @Nullable Instant liveSince, Duration last) {}
}
