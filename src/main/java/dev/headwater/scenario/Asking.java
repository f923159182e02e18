package dev.headwater.scenario;

import dev.headwater.resolver.Answer;

/** Where the answers to scenarios come from. */
interface Asking {
    /**
     * The answer to a scenario's lead, after its history, at its time, fully explained.
     *
     * @throws CannotBeAsked if the scenario is sound and there is no way to put it here
     * @throws RuntimeException if there was no answer
     */
    Answer answerTo(Scenario scenario) throws CannotBeAsked;
}
