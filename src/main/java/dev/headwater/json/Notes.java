package dev.headwater.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be told about a document while it is read: all faults, and how many fields were unknown. */
final class Notes {
    private static final int READABLE = 100;

    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private int unknownCount;

    /** The first fault of a place stands; a second would only follow from it. */
    void fault(String pointer, String found, String expected) {
        faults.putIfAbsent(pointer, new Fault(Unicode.wellFormed(pointer), found, expected));
    }

    /** The same name told twice in one object. */
    void twice(String pointer) {
        fault(pointer, "two values", "one value");
    }

    void unknown(String pointer) {
        unknownCount++;
        if (unknown.size() < Reading.Lead.MAX_NAMED) {
            unknown.add(Unicode.cut(pointer, READABLE));
        }
    }

    List<Fault> faults() {
        return List.copyOf(faults.values());
    }

    int unknownCount() {
        return unknownCount;
    }

    List<String> unknown() {
        return List.copyOf(unknown);
    }
}
