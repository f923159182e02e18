package dev.headwater.attribution;

import dev.headwater.touch.Touches.HistoryUnavailable;
import java.time.LocalDate;
import java.util.ArrayList;
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
     * @return the days that would have more than {@value #MAX_A_DAY}; of these nothing was kept
     */
    List<LocalDate> put(List<Cost> costs);

    /** Those from one day to another, both included; no more than some years of them. */
    List<Cost> between(LocalDate first, LocalDate last);

    /** Costs in this process, forgotten with it. */
    static Costs onTheHeap() {
        Map<LocalDate, CostDay> days = new ConcurrentHashMap<>();
        return new Costs() {
            @Override
            public List<LocalDate> put(List<Cost> costs) {
                List<LocalDate> full = new ArrayList<>();
                CostDay.byDay(costs)
                        .forEach((day, some) -> days.compute(day, (same, known) -> {
                            CostDay after = (known == null ? CostDay.NONE : known).with(some);
                            if (after.costs().size() > MAX_A_DAY) {
                                full.add(day);
                                return known;
                            }
                            return after;
                        }));
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
