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
import java.util.TreeMap;
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
        Map<LocalDate, List<Cost>> told = CostDay.byDay(costs);
        Map<LocalDate, CostDay> after = new TreeMap<>();
        told.forEach((day, some) -> after.put(day, kept(day).with(some)));
        List<LocalDate> full = CostDay.full(after);
        if (!full.isEmpty()) {
            return full;
        }
        // Nobody holds the days meanwhile: each is swapped by itself, and may have filled up since.
        return told.entrySet().stream()
                .filter(day -> !put(day.getKey().toString(), day.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private CostDay kept(LocalDate day) {
        CostDay kept = days.get(day.toString());
        return kept == null ? CostDay.NONE : kept;
    }

    private boolean put(String day, List<Cost> more) {
        for (int i = 0; i < TRIES; i++) {
            CostDay before = days.get(day);
            CostDay after = (before == null ? CostDay.NONE : before).with(more);
            if (after.isTooFull()) {
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
            costs.addAll(kept(day).costs());
        }
        return costs;
    }
}
