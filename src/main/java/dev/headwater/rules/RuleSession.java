package dev.headwater.rules;

import dev.headwater.signal.Evidence;
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
    void judge(Judgement judgement, List<Evidence> evidence) {
        FactHandle[] handles = new FactHandle[evidence.size() + 1];
        handles[0] = session.insert(judgement);
        for (int i = 1; i < handles.length; i++) {
            handles[i] = session.insert(new EvidenceFact(evidence.get(i - 1)));
        }
        int fired = session.fireAllRules(judgement.listening(), MOST_FIRINGS);
        if (fired == MOST_FIRINGS) {
            throw new IllegalStateException(
                    "the rules of .drl files fired " + fired + " times without coming to an end");
        }
        for (FactHandle handle : handles) {
            delete(handle);
        }
        if (session.getFactCount() > 0) {
            deleteWhatRulesInserted();
        }
    }

    private void deleteWhatRulesInserted() {
        List<FactHandle> handles = new ArrayList<>(session.getFactHandles());
        handles.forEach(this::delete);
    }

    /** A fact may be gone already: taken out by a rule, or with the fact that it was derived from. */
    private void delete(FactHandle handle) {
        if (session.getObject(handle) != null) {
            session.delete(handle);
        }
    }

    void dispose() {
        session.dispose();
    }
}
