package dev.headwater.http;

import dev.headwater.json.RulesJson;
import dev.headwater.rules.RuleSet;
import org.jspecify.annotations.Nullable;

/** The rules as a caller may ask about them. Asked from many threads, and never blocking. */
public interface RulesInForce {

    /** The revision that serves; null before the first has gone live. */
    @Nullable
    RuleSet active();

    /** The last load that was refused; null where none was, or where a later one went live. */
    RulesJson.@Nullable Refused lastRefused();
}
