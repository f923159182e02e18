package dev.headwater.http;

import dev.headwater.decision.Explain;
import dev.headwater.decision.Profiles;
import dev.headwater.json.Fault;
import dev.headwater.rules.RuleSet;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a lead is to be resolved, as the query says.
 *
 * @param explain how much of the reasons is wanted; the summary unless told otherwise
 * @param record whether the contact is added to the history; yes unless told otherwise or {@code asOf} is given
 * @param asOf the time of the question; null for now. A question about another time is a what-if, and never recorded
 * @param profiles those whose channels are wanted too, as named; whether they exist is for the rules to say
 */
record LeadQuery(Explain explain, boolean record, @Nullable Instant asOf, List<String> profiles) {
    private static final String EXPLAIN = "explain";
    private static final String RECORD = "record";
    private static final String AS_OF = "asOf";
    /** A list of misspelt profiles is not told back at any length. */
    private static final int MOST_TOLD = 20;

    private static final String PROFILES = "profiles";
    private static final List<String> KNOWN = List.of(EXPLAIN, RECORD, AS_OF, PROFILES);

    /** Nothing is asked for that is not usual. */
    static final LeadQuery USUAL = new LeadQuery(Explain.SUMMARY, true, null, List.of());

    LeadQuery {
        profiles = List.copyOf(profiles);
    }

    /**
     * Reads the query. A parameter that nobody knows is a fault: misspelt, {@code record=false} would record.
     *
     * @param faults takes all that is wrong; the result is not to be used if any was added
     */
    static LeadQuery read(MultiMap parameters, List<Fault> faults) {
        Query.unknown(parameters, KNOWN, faults);
        Explain explain = explain(parameters, faults);
        Boolean record = record(parameters, faults);
        Instant asOf = Query.time(parameters, AS_OF, faults);
        if (asOf != null && Boolean.TRUE.equals(record)) {
            faults.add(new Fault(RECORD, "true together with asOf", "false: a what-if is never recorded"));
        }
        return new LeadQuery(
                explain, asOf == null && !Boolean.FALSE.equals(record), asOf, profiles(parameters, faults));
    }

    private static List<String> profiles(MultiMap parameters, List<Fault> faults) {
        String told = Query.single(parameters, PROFILES, faults);
        return told == null
                ? List.of()
                : Arrays.stream(told.split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
    }

    /** What is wrong with the profiles asked for, given those that the rules have. */
    List<Fault> unknownProfiles(RuleSet rules) {
        if (profiles.isEmpty()) {
            return List.of();
        }
        List<String> known = new ArrayList<>(List.of(Profiles.DEFAULT));
        known.addAll(rules.profiles());
        return profiles.stream()
                .filter(profile -> !known.contains(profile))
                .limit(MOST_TOLD)
                .map(profile -> new Fault(PROFILES, Query.quoted(profile), String.join(", ", known)))
                .toList();
    }

    private static Explain explain(MultiMap parameters, List<Fault> faults) {
        String told = Query.single(parameters, EXPLAIN, faults);
        if (told == null) {
            return Explain.SUMMARY;
        }
        for (Explain explain : Explain.values()) {
            if (explain.name().equals(told.toUpperCase(Locale.ROOT))) {
                return explain;
            }
        }
        faults.add(new Fault(EXPLAIN, Query.quoted(told), "none, summary or full"));
        return Explain.SUMMARY;
    }

    private static @Nullable Boolean record(MultiMap parameters, List<Fault> faults) {
        String told = Query.single(parameters, RECORD, faults);
        if (told == null) {
            return null;
        }
        if (!told.equalsIgnoreCase("true") && !told.equalsIgnoreCase("false")) {
            faults.add(new Fault(RECORD, Query.quoted(told), "true or false"));
        }
        return told.equalsIgnoreCase("true");
    }
}
