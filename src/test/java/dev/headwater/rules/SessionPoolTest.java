package dev.headwater.rules;

import static dev.headwater.rules.TestRules.googleAd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.table.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kie.api.KieBase;

class SessionPoolTest {
    private KieBase base;
    private SessionPool pool;

    @BeforeEach
    void open() {
        List<Flaw> flaws = new ArrayList<>();
        base = Objects.requireNonNull(Knowledge.compile(List.of(), flaws));
        pool = new SessionPool(base, 2);
    }

    @Test
    void aSessionIsUsedAgain() {
        RuleSession first = pool.with(SessionPoolTest::atWork);

        assertThat(pool.<RuleSession>with(SessionPoolTest::atWork)).isSameAs(first);
        assertThat(base.getKieSessions()).hasSize(1);
        assertThat(pool.waiting()).isEqualTo(1);
    }

    @Test
    void aSessionInWhichWorkThrewIsNeverUsedAgain() {
        RuleSession[] broken = new RuleSession[1];

        assertThatThrownBy(() -> pool.with(session -> {
                    broken[0] = atWork(session);
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(base.getKieSessions()).isEmpty();
        assertThat(pool.<RuleSession>with(SessionPoolTest::atWork)).isNotSameAs(broken[0]);
    }

    @Test
    void twoWhoWorkAtOnceHaveTwoSessionsAndNoMoreThanTheBoundAreKept() {
        pool.with(one -> pool.with(two -> pool.with(three -> {
            assertThat(List.of(atWork(one), atWork(two), atWork(three))).doesNotHaveDuplicates();
            return null;
        })));

        assertThat(pool.waiting()).isEqualTo(2);
        assertThat(base.getKieSessions()).hasSize(2);
    }

    @Test
    void closingDisposesWhatWaitsAtOnceAndWhatIsAtWorkWhenItIsDone() {
        pool.with(one -> pool.with(two -> List.of(atWork(one), atWork(two))));
        String answer = pool.with(session -> {
            pool.close();
            assertThat(base.getKieSessions()).hasSize(1);
            return "finished";
        });

        assertThat(answer).isEqualTo("finished");
        assertThat(base.getKieSessions()).isEmpty();
    }

    @Test
    void aClosedPoolStillLendsButKeepsNothing() {
        pool.close();
        pool.close();

        assertThat(pool.<String>with(
                        session -> "answered by " + atWork(session).getClass().getSimpleName()))
                .isEqualTo("answered by RuleSession");
        assertThat(pool.waiting()).isZero();
        assertThat(base.getKieSessions()).isEmpty();
    }

    @Test
    void underAStormOfWorkAndFailuresNoSessionIsSharedOrLost() throws Exception {
        AtomicInteger shared = new AtomicInteger();
        var working = java.util.concurrent.ConcurrentHashMap.<RuleSession>newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(threads.submit(() -> {
                for (int n = 0; n < 2_000; n++) {
                    boolean fail = ThreadLocalRandom.current().nextInt(20) == 0;
                    try {
                        pool.with(session -> {
                            if (!working.add(atWork(session))) {
                                shared.incrementAndGet();
                            }
                            Thread.yield();
                            working.remove(session);
                            if (fail) {
                                throw new IllegalStateException("meant");
                            }
                            return null;
                        });
                    } catch (IllegalStateException e) {
                        assertThat(e).hasMessage("meant");
                    }
                }
            }));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(shared).hasValue(0);
        assertThat(base.getKieSessions()).hasSize(pool.waiting());
        pool.close();
        assertThat(base.getKieSessions()).isEmpty();
    }

    /** A session that has been asked something; before that, it holds no memory of the engine. */
    private static RuleSession atWork(RuleSession session) {
        session.judge(new Judgement(googleAd().signals()), List.of());
        return session;
    }
}
