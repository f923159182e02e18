package dev.headwater.infinispan;

import dev.headwater.touch.Touches.HistoryUnavailable;
import dev.headwater.touch.Turn;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.infinispan.AdvancedCache;
import org.infinispan.commons.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * One change at a time among all members: who has put their name under the turn has it, until they take it away, or are
 * gone, or take too long.
 */
final class ClusterTurn implements Turn {
    private static final String TURN = "turn";

    /** Longer than any change takes that does not fail. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private static final int PAUSE_MILLIS = 8;

    private final AdvancedCache<String, String> turns;
    private final Turn here = Turn.inThisProcess();
    private final Random random = new Random();

    ClusterTurn(AdvancedCache<String, String> turns) {
        this.turns = turns;
    }

    @Override
    public <T> T take(Supplier<T> change) {
        return here.take(() -> {
            try {
                String me = String.valueOf(turns.getRpcManager().getAddress());
                await(me);
                try {
                    return change.get();
                } finally {
                    turns.remove(TURN, me);
                }
            } catch (CacheException | IllegalStateException e) {
                throw new HistoryUnavailable("the turn of the cluster cannot be had: " + Entries.told(e), e);
            }
        });
    }

    private void await(String me) {
        long began = System.nanoTime();
        for (String other = take(me); other != null && !other.equals(me); other = take(me)) {
            if (isGone(other)) {
                turns.remove(TURN, other);
            } else if (System.nanoTime() - began > TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT)) {
                throw new HistoryUnavailable("too many change histories at one time", null);
            } else {
                pause();
            }
        }
    }

    private @Nullable String take(String me) {
        return turns.putIfAbsent(TURN, me, LEASE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private boolean isGone(String other) {
        return turns.getRpcManager().getMembers().stream()
                .noneMatch(member -> String.valueOf(member).equals(other));
    }

    private void pause() {
        try {
            Thread.sleep(1 + random.nextInt(PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HistoryUnavailable("interrupted while waiting for a turn", e);
        }
    }
}
