package dev.headwater.attribution;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Attribution models by their names, in the order in which they are shown beside each other.
 *
 * @param byName the names are stable: apps ask by them
 */
public record Models(Map<String, Model> byName) {
    public Models {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }

    /**
     * Those that everybody has.
     *
     * @param halfLife of the model {@code time-decay}
     */
    public static Models standard(Duration halfLife) {
        Map<String, Model> byName = new LinkedHashMap<>();
        byName.put("first-touch", Model.FIRST_TOUCH);
        byName.put("last-touch", Model.LAST_TOUCH);
        byName.put("last-non-direct", new Model.LastNonDirect());
        byName.put("last-paid", new Model.LastPaid(Model.LastPaid.USUAL));
        byName.put("linear", Model.LINEAR);
        byName.put("time-decay", new Model.TimeDecay(halfLife));
        byName.put("position-based", Model.POSITION_BASED);
        byName.put("w-shaped", Model.W_SHAPED);
        byName.put("full-path", Model.FULL_PATH);
        return new Models(byName);
    }

    /** These and some of the house's own; one of the same name stands in for ours. */
    public Models with(Map<String, ? extends Model> more) {
        Map<String, Model> all = new LinkedHashMap<>(byName);
        all.putAll(more);
        return new Models(all);
    }
}
