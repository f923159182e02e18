package dev.headwater.rules;

import java.util.ArrayList;
import java.util.List;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * One working memory of the engine, empty between questions. For one thread at a time; after an exception it is in no known
 * state and must be disposed.
 */
final class RuleSession {
    /** Engineers' rules that fire more often than this for one lead never come to an end. */
    private static final int MOST_FIRINGS = 10_000;

    private final KieSession session;

    RuleSession(KieBase base) {
        session = base.newKieSession();
    }

    /**
     * Shows one fact to the rules of its table.
     *
     * @param rows how many rules there are, each of which can fire once
     */
    void ask(TableFact fact, int rows) {
        FactHandle handle = session.insert(fact);
        int fired = session.fireAllRules(rows + 1);
        if (fired > rows) {
            throw new IllegalStateException("rules fired " + fired + " times over a table of " + rows + " rows");
        }
        session.delete(handle);
    }

    /** Shows evidence to the engineers' rules, which tell the judgement what they find. */
    void judge(Judgement judgement, List<EvidenceFact> evidence) {
        session.insert(judgement);
        evidence.forEach(session::insert);
        int fired = session.fireAllRules(judgement.listening(), MOST_FIRINGS);
        if (fired == MOST_FIRINGS) {
            throw new IllegalStateException(
                    "the rules of .drl files fired " + fired + " times without coming to an end");
        }
        clear();
    }

    /** Takes everything out again, what rules have inserted of their own too. */
    private void clear() {
        // Taking out one fact may take others with it that rules derived from it.
        List<FactHandle> handles = new ArrayList<>(session.getFactHandles());
        for (FactHandle handle : handles) {
            if (session.getObject(handle) != null) {
                session.delete(handle);
            }
        }
    }

    void dispose() {
        session.dispose();
    }
}
