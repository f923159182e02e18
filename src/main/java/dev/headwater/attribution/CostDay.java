package dev.headwater.attribution;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The costs of one day.
 *
 * @param costs no two about the same
 */
public record CostDay(List<Cost> costs) {

    /** There are none. */
    public static final CostDay NONE = new CostDay(List.of());

    public CostDay {
        costs = List.copyOf(costs);
    }

    /** These, with others in the place of those that are about the same. */
    public CostDay with(List<Cost> more) {
        Map<List<String>, Cost> all = new LinkedHashMap<>();
        costs.forEach(cost -> all.put(cost.about(), cost));
        more.forEach(cost -> all.put(cost.about(), cost));
        return new CostDay(new ArrayList<>(all.values()));
    }

    /** These, with those of another copy of the day that are about what this one has nothing of. */
    public CostDay united(CostDay other) {
        List<List<String>> known = costs.stream().map(Cost::about).toList();
        List<Cost> missing = other.costs.stream()
                .filter(cost -> !known.contains(cost.about()))
                .toList();
        return missing.isEmpty() ? this : with(missing);
    }

    /** Whether there are more than are kept. */
    public boolean isTooFull() {
        return costs.size() > Costs.MAX_A_DAY;
    }

    /** Those of some days that have more than are kept. */
    public static List<LocalDate> full(Map<LocalDate, CostDay> days) {
        return days.entrySet().stream()
                .filter(day -> day.getValue().isTooFull())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Costs by their day. */
    public static Map<LocalDate, List<Cost>> byDay(List<Cost> costs) {
        Map<LocalDate, List<Cost>> byDay = new TreeMap<>();
        costs.forEach(cost ->
                byDay.computeIfAbsent(cost.day(), day -> new ArrayList<>()).add(cost));
        return byDay;
    }
}
