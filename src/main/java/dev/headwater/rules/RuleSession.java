package dev.headwater.rules;

import dev.headwater.signal.Evidence;
import java.util.ArrayList;
import java.util.List;
import org.drools.core.common.DefaultFactHandle;
import org.drools.core.common.ReteEvaluator;
import org.drools.core.reteoo.ObjectSinkPropagator;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.FactHandle;

/**
 * The working memories in which one lead is decided, one for each knowledge base of a rule set, empty between questions. For
 * one thread at a time; after an exception it is in no known state and must be disposed.
 */
final class RuleSession {
    /** Engineers' rules that fire more often than this for one lead never come to an end. */
    private static final int MOST_FIRINGS = 10_000;

    private final KieBase[] bases;
    private final @Nullable KieSession[] opened;

    /** @param bases are known to this session by their place in here; a working memory is opened when it is first asked */
    RuleSession(List<KieBase> bases) {
        this.bases = bases.toArray(KieBase[]::new);
        this.opened = new @Nullable KieSession[this.bases.length];
    }

    private KieSession of(int base) {
        KieSession session = opened[base];
        if (session == null) {
            session = bases[base].newKieSession();
            opened[base] = session;
        }
        return session;
    }

    /**
     * Shows one fact to the rules of its table.
     *
     * @param base which knowledge base holds them
     * @param network where facts enter it
     */
    void ask(int base, ObjectSinkPropagator network, TableFact fact) {
        // A handle for each fact: the engine's compiler of conditions, on a thread of its own, may look at it later.
        network.propagateAssertObject(new DefaultFactHandle(fact), null, (ReteEvaluator) of(base));
    }

    /**
     * Shows evidence to the engineers' rules, which tell the judgement what they find.
     *
     * @param base which knowledge base holds them
     */
    void judge(int base, Judgement judgement, List<Evidence> evidence) {
        KieSession session = of(base);
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
        for (KieSession session : opened) {
            if (session != null) {
                session.dispose();
            }
        }
    }
}
