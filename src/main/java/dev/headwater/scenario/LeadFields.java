package dev.headwater.scenario;

import dev.headwater.json.LeadFieldNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The keys that a lead and its objects take in a scenario, for telling which one was meant. */
final class LeadFields {
    /** By the object's JSON pointer; objects not named here take any key. */
    static final Map<String, List<String>> KEYS = keys();

    private LeadFields() {}

    /** An app's own fields; and a lead of a scenario may be like another. */
    private static Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new LinkedHashMap<>(LeadFieldNames.BY_OBJECT);
        keys.computeIfPresent(
                "",
                (lead, names) ->
                        Stream.concat(Stream.of("like"), names.stream()).toList());
        return Map.copyOf(keys);
    }
}
