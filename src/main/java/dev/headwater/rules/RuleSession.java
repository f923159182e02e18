package dev.headwater.rules;

import dev.headwater.signal.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * The working memory in which engineers' rules judge the evidence of one lead, empty between leads. For one thread at a time;
 * after an exception it is in no known state and must be disposed.
 */
final class RuleSession {
    /** Engineers' rules that fire more often than this for one lead never come to an end. */
    private static final int MOST_FIRINGS = 10_000;

    private final KieBase base;
    private @Nullable KieSession opened;

    /** @param base holds the rules of engineers; its memory is opened when it is first asked */
    RuleSession(KieBase base) {
        this.base = base;
    }

    private KieSession session() {
        KieSession session = opened;
        if (session == null) {
            session = base.newKieSession();
            opened = session;
        }
        return session;
    }

    /**
     * Shows evidence to the engineers' rules, which tell the judgement what they find.
     *
     * @return how often they fired
     */
    int judge(Judgement judgement, List<Evidence> evidence) {
        KieSession session = session();
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
            delete(session, handle);
        }
        if (session.getFactCount() > 0) {
            deleteWhatRulesInserted(session);
        }
        return fired;
    }

    private static void deleteWhatRulesInserted(KieSession session) {
        List<FactHandle> handles = new ArrayList<>(session.getFactHandles());
        handles.forEach(handle -> delete(session, handle));
    }

    /** A fact may be gone already: taken out by a rule, or with the fact that it was derived from. */
    private static void delete(KieSession session, FactHandle handle) {
        if (session.getObject(handle) != null) {
            session.delete(handle);
        }
    }

    void dispose() {
        if (opened != null) {
            opened.dispose();
        }
    }
}
