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
import org.infinispan.Cache;

/** Costs in a cache beside the histories, with one entry for each day; a day goes when nothing was told of it for long. */
final class InfinispanCosts implements Costs {
    private static final int TRIES = 1_000;

    private final Entries<CostDay> days;

    /**
     * @param life how long a day stays after something was told of it
     * @param writes asked before anything is written
     */
    InfinispanCosts(Cache<String, CostDay> days, Duration life, Writes writes) {
        this.days = new Entries<>(days, life, writes);
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
            CostDay before = days.get(day);
            CostDay after = (before == null ? CostDay.NONE : before).with(more);
            if (after.costs().size() > MAX_A_DAY) {
                return false;
            }
            if (days.swap(day, before, after)) {
                return true;
            }
        }
        throw new HistoryUnavailable("too many tell the costs of the same day at one time", null);
    }

    @Override
    public List<Cost> between(LocalDate first, LocalDate last) {
        List<Cost> costs = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            CostDay kept = days.get(day.toString());
            if (kept != null) {
                costs.addAll(kept.costs());
            }
        }
        return costs;
    }
}
