package dev.headwater.http;

import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;

/** What is told while no rules are in force. */
final class NoRules {
    static final Problem PROBLEM = Problem.of(
            ProblemType.NO_RULES,
            "No revision of the rules has gone live yet. GET /v1/rules says why the last load was refused, if it was.");

    private NoRules() {}
}
