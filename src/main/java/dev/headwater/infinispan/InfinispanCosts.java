package dev.headwater.infinispan;

import dev.headwater.attribution.Cost;
import dev.headwater.attribution.CostDay;
import dev.headwater.attribution.Costs;
import dev.headwater.touch.Touches.HistoryUnavailable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;
import org.jspecify.annotations.Nullable;

/** Costs in a cache beside the histories, with one entry for each day; a day goes when nothing was told of it for long. */
final class InfinispanCosts implements Costs {
    private static final int TRIES = 1_000;

    private final Cache<String, CostDay> days;
    private final Duration life;
    private final Writes writes;

    /**
     * @param life how long a day stays after something was told of it
     * @param writes asked before anything is written
     */
    InfinispanCosts(Cache<String, CostDay> days, Duration life, Writes writes) {
        this.days = days;
        this.life = life;
        this.writes = writes;
    }

    @Override
    public List<LocalDate> put(List<Cost> costs) {
        List<LocalDate> full = new ArrayList<>();
        for (Map.Entry<LocalDate, List<Cost>> day : CostDay.byDay(costs).entrySet()) {
            if (!put(day.getKey().toString(), day.getValue())) {
                full.add(day.getKey());
            }
        }
        return full;
    }

    private boolean put(String day, List<Cost> more) {
        for (int i = 0; i < TRIES; i++) {
            CostDay before = CacheShelf.ask(() -> days.get(day));
            CostDay after = (before == null ? CostDay.NONE : before).with(more);
            if (after.costs().size() > MAX_A_DAY) {
                return false;
            }
            if (swap(day, before, after)) {
                return true;
            }
        }
        throw new HistoryUnavailable("too many tell the costs of the same day at one time", null);
    }

    private boolean swap(String day, @Nullable CostDay before, CostDay after) {
        writes.mayBegin();
        try {
            return CacheShelf.ask(() -> before == null
                    ? days.putIfAbsent(day, after, life.toMillis(), TimeUnit.MILLISECONDS) == null
                    : days.replace(day, before, after, life.toMillis(), TimeUnit.MILLISECONDS));
        } catch (HistoryUnavailable e) {
            writes.failed(e);
            throw e;
        }
    }

    @Override
    public List<Cost> between(LocalDate first, LocalDate last) {
        List<Cost> costs = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            String name = day.toString();
            CostDay kept = CacheShelf.ask(() -> days.get(name));
            if (kept != null) {
                costs.addAll(kept.costs());
            }
        }
        return costs;
    }
}
