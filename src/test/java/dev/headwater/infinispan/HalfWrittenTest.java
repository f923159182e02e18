package dev.headwater.infinispan;

import static dev.headwater.touch.TouchFixtures.NOW;
import static dev.headwater.touch.TouchFixtures.touch;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.cluster.Cluster;
import dev.headwater.cluster.FreeAddresses;
import dev.headwater.infinispan.InfinispanTouches.Sync;
import dev.headwater.lead.Conversion;
import dev.headwater.lead.ConversionId;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadId;
import dev.headwater.touch.Converted;
import dev.headwater.touch.Dossier;
import dev.headwater.touch.FirstAnswer;
import dev.headwater.touch.FirstAnswers;
import dev.headwater.touch.Forgetting;
import dev.headwater.touch.KeptTouches;
import dev.headwater.touch.TouchHistory.Bounds;
import dev.headwater.touch.Turn;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.infinispan.AdvancedCache;
import org.infinispan.context.Flag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A change that reached one of two members and not the other, since one of them was on its way out or in, was told to nobody as
 * done. Told again, it is on both before anybody is told so.
 */
class HalfWrittenTest {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Conversion DEAL =
            new Conversion(new ConversionId("D-1"), Conversion.USUAL, NOW, null, null, null);

    private final List<InetSocketAddress> addresses = FreeAddresses.of(2);
    private final Member one = new Member(0);
    private final Member other = new Member(1);

    /** The one who has the say over her is asked; the other one's copy is what is at stake. */
    private final LeadId anna = ledBy(one);

    @AfterEach
    void close() {
        one.caches.close();
        other.caches.close();
    }

    @Test
    void aTouchThatHadReachedOneMemberIsOnBothOnceItIsToldAgain() {
        one.touches.record(anna, touch("a", NOW), NOW);
        Dossier before = other.held(anna);
        one.touches.record(anna, touch("b", NOW, new EventId("b")), NOW);
        other.has(anna, before);
        one.touches.record(anna, touch("b", NOW, new EventId("b")), NOW);
        assertThat(other.held(anna).history().total()).isEqualTo(2);
        assertThat(one.held(anna)).isEqualTo(other.held(anna));
    }

    @Test
    void soIsAConversion() {
        one.touches.record(anna, touch("a", NOW), NOW);
        Dossier before = other.held(anna);
        assertThat(one.touches.convert(anna, DEAL, NOW)).isEqualTo(Converted.DONE);
        other.has(anna, before);
        assertThat(one.touches.convert(anna, DEAL, NOW)).isEqualTo(Converted.ALREADY);
        assertThat(other.held(anna).conversions().find(DEAL.id())).isEqualTo(DEAL);
    }

    @Test
    void soIsTheFirstAnswer() {
        FirstAnswer answer = new FirstAnswer(new EventId("a"), "question", "answer", NOW);
        one.touches.keep(anna, new FirstAnswer(new EventId("before"), "question", "answer", NOW), NOW);
        AdvancedCache<String, FirstAnswers> held = other.answers.withFlags(Flag.CACHE_MODE_LOCAL);
        FirstAnswers before = requireNonNull(held.get(PersonKey.of(anna)));
        one.touches.keep(anna, answer, NOW);
        held.put(PersonKey.of(anna), before);
        one.touches.keep(anna, answer, NOW);
        assertThat(requireNonNull(held.get(PersonKey.of(anna))).kept()).contains(answer);
    }

    private static LeadId ledBy(Member member) {
        for (int i = 0; ; i++) {
            LeadId lead = new LeadId("anna-" + i);
            if (leads(member.dossiers, lead) && leads(member.answers, lead)) {
                return lead;
            }
        }
    }

    private static boolean leads(AdvancedCache<String, ?> cache, LeadId lead) {
        return cache.getDistributionManager()
                .getCacheTopology()
                .getDistribution(PersonKey.of(lead))
                .isPrimary();
    }

    /** A member with what it holds itself. */
    private final class Member {
        private final Caches caches;
        private final AdvancedCache<String, Dossier> dossiers;
        private final AdvancedCache<String, FirstAnswers> answers;
        private final KeptTouches touches;

        Member(int number) {
            Cluster cluster = new Cluster("half-written", new Cluster.Listed(addresses), addresses.get(number), null);
            caches = new Caches(new StoreSettings(Bounds.DEFAULT, 100, null, Sync.NEVER, 0, cluster), null, () -> {});
            dossiers = caches.dossiers();
            answers = caches.answers();
            touches = new KeptTouches(
                    new CacheShelf<>(dossiers, LIFE, Writes.ALWAYS),
                    new CacheShelf<>(answers, LIFE, Writes.ALWAYS),
                    Bounds.DEFAULT,
                    Turn.inThisProcess(),
                    Forgetting.LEAVING_A_MARK);
        }

        Dossier held(LeadId lead) {
            return requireNonNull(dossiers.withFlags(Flag.CACHE_MODE_LOCAL).get(PersonKey.of(lead)));
        }

        /** As if what was written since had not reached it. */
        void has(LeadId lead, Dossier older) {
            dossiers.withFlags(Flag.CACHE_MODE_LOCAL).put(PersonKey.of(lead), older);
        }
    }
}
