package dev.headwater.attribution;

import dev.headwater.touch.Touches.HistoryUnavailable;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where costs are kept, day by day. Safe for use by many threads; every method throws {@link HistoryUnavailable} where the
 * store does not answer.
 */
public interface Costs {
    /** How many are kept of one day. */
    int MAX_A_DAY = 5_000;

    /**
     * Keeps costs. Each takes the place of one of the same day, channel, source, campaign and currency, so that telling them
     * again changes nothing. When it returns, they are kept for good; where it throws, some days may be.
     *
     * @return the days that would have more than {@value #MAX_A_DAY}. Then nothing was kept of any day; only where others told
     *     of the same days at the same time, days that are not returned may be
     */
    List<LocalDate> put(List<Cost> costs);

    /** Those from one day to another, both included; no more than some years of them. */
    List<Cost> between(LocalDate first, LocalDate last);

    /** Costs in this process, forgotten with it. */
    static Costs onTheHeap() {
        Map<LocalDate, CostDay> days = new ConcurrentHashMap<>();
        return new Costs() {
            @Override
            public synchronized List<LocalDate> put(List<Cost> costs) {
                Map<LocalDate, CostDay> after = new TreeMap<>();
                CostDay.byDay(costs)
                        .forEach((day, some) -> after.put(
                                day, days.getOrDefault(day, CostDay.NONE).with(some)));
                List<LocalDate> full = CostDay.full(after);
                if (full.isEmpty()) {
                    days.putAll(after);
                }
                return full;
            }

            @Override
            public List<Cost> between(LocalDate first, LocalDate last) {
                return new TreeMap<>(days)
                        .values().stream()
                                .flatMap(day -> day.costs().stream())
                                .filter(cost -> !cost.day().isBefore(first)
                                        && !cost.day().isAfter(last))
                                .toList();
            }
        };
    }
}
