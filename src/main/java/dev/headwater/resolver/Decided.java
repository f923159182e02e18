package dev.headwater.resolver;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Profiles;
import dev.headwater.lead.LeadContext;
import dev.headwater.rules.RuleSet;
import dev.headwater.touch.TouchHistory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One decision, with all that it was taken on: the same lead and history, asked at the same time under the same rules, have
 * the same resolution.
 *
 * @param trace the trace that the question belongs to; null where there is none
 * @param lead as told
 * @param history what was known of the person, this contact left out and earlier contacts that it tells of put in
 * @param rules those that decided; they still decide once others are in force
 * @param now the time of the question
 * @param profiles under which the channel was wanted
 * @param explain how much of the reasons was wanted
 * @param answer what came of it
 */
public record Decided(
        @Nullable String trace,
        LeadContext lead,
        TouchHistory history,
        RuleSet rules,
        Instant now,
        Profiles profiles,
        Explain explain,
        Answer answer) {}
