package dev.headwater.http;

import dev.headwater.decision.Explain;
import dev.headwater.json.Fault;
import dev.headwater.json.Rfc3339;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a lead is to be resolved, as the query says.
 *
 * @param explain how much of the reasons is wanted; the summary unless told otherwise
 * @param record whether the contact is added to the history; yes unless told otherwise or {@code asOf} is given
 * @param asOf the time of the question; null for now. A question about another time is a what-if, and never recorded
 */
record LeadQuery(Explain explain, boolean record, @Nullable Instant asOf) {
    private static final String EXPLAIN = "explain";
    private static final String RECORD = "record";
    private static final String AS_OF = "asOf";
    private static final List<String> KNOWN = List.of(EXPLAIN, RECORD, AS_OF);
    private static final int MAX_QUOTED = 60;

    /** Where a plus sign that was not encoded, and so has become a blank, would stand in a time. */
    private static final int AFTER_THE_TIME = 19;

    /**
     * Reads the query. A parameter that nobody knows is a fault: misspelt, {@code record=false} would record.
     *
     * @param faults takes all that is wrong; the result is not to be used if any was added
     */
    static LeadQuery read(MultiMap parameters, List<Fault> faults) {
        Set<String> unknown = new TreeSet<>(parameters.names());
        KNOWN.forEach(unknown::remove);
        unknown.forEach(name ->
                faults.add(new Fault(cut(name), "a parameter that is not known here", String.join(", ", KNOWN))));
        Explain explain = explain(parameters, faults);
        Boolean record = record(parameters, faults);
        Instant asOf = asOf(parameters, faults);
        if (asOf != null && Boolean.TRUE.equals(record)) {
            faults.add(new Fault(RECORD, "true together with asOf", "false: a what-if is never recorded"));
        }
        return new LeadQuery(explain, asOf == null && !Boolean.FALSE.equals(record), asOf);
    }

    private static Explain explain(MultiMap parameters, List<Fault> faults) {
        String told = single(parameters, EXPLAIN, faults);
        if (told == null) {
            return Explain.SUMMARY;
        }
        for (Explain explain : Explain.values()) {
            if (explain.name().equals(told.toUpperCase(Locale.ROOT))) {
                return explain;
            }
        }
        faults.add(new Fault(EXPLAIN, quoted(told), "none, summary or full"));
        return Explain.SUMMARY;
    }

    private static @Nullable Boolean record(MultiMap parameters, List<Fault> faults) {
        String told = single(parameters, RECORD, faults);
        if (told == null) {
            return null;
        }
        if (!told.equalsIgnoreCase("true") && !told.equalsIgnoreCase("false")) {
            faults.add(new Fault(RECORD, quoted(told), "true or false"));
        }
        return told.equalsIgnoreCase("true");
    }

    private static @Nullable Instant asOf(MultiMap parameters, List<Fault> faults) {
        String told = single(parameters, AS_OF, faults);
        if (told == null) {
            return null;
        }
        Instant time = Rfc3339.parse(
                told.length() <= AFTER_THE_TIME
                        ? told
                        : told.substring(0, AFTER_THE_TIME)
                                + told.substring(AFTER_THE_TIME).replace(' ', '+'));
        if (time == null) {
            faults.add(new Fault(AS_OF, quoted(told), Rfc3339.EXPECTED));
        }
        return time;
    }

    /** A parameter's one value; null where it is not told, or blank. */
    private static @Nullable String single(MultiMap parameters, String name, List<Fault> faults) {
        List<String> told = parameters.getAll(name);
        if (told.size() > 1) {
            faults.add(new Fault(name, told.size() + " values", "one value"));
            return null;
        }
        return told.isEmpty() || told.get(0).isBlank() ? null : told.get(0).strip();
    }

    private static String quoted(String text) {
        return '"' + cut(text) + '"';
    }

    private static String cut(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
    }
}
