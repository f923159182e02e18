package dev.headwater.http;

import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.json.Rfc3339;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the queries of all calls have in common. A parameter that nobody knows is a fault, lest a misspelt one do harm. */
final class Query {
    private static final int MAX_QUOTED = 60;

    /** Where a plus sign that was not encoded, and so has become a blank, would stand in a time. */
    private static final int AFTER_THE_TIME = 19;

    private Query() {}

    /** Notes each parameter that is not among the known ones. */
    static void unknown(MultiMap parameters, List<String> known, List<Fault> faults) {
        Set<String> unknown = new TreeSet<>(parameters.names());
        known.forEach(unknown::remove);
        String expected = known.isEmpty() ? "none: this call takes no parameters" : String.join(", ", known);
        unknown.forEach(name -> faults.add(new Fault(cut(name), "a parameter that is not known here", expected)));
    }

    /** Whether a call that takes no parameters got none; where it got some, they are refused. */
    static boolean isNone(RoutingContext context) {
        List<Fault> faults = new ArrayList<>();
        unknown(context.queryParams(), List.of(), faults);
        if (!faults.isEmpty()) {
            BoundedBody.refuse(context.vertx(), context.request(), problem(faults));
        }
        return faults.isEmpty();
    }

    /** A parameter's one value; null where it is not told, or blank. */
    static @Nullable String single(MultiMap parameters, String name, List<Fault> faults) {
        List<String> told = parameters.getAll(name);
        if (told.size() > 1) {
            faults.add(new Fault(name, told.size() + " values", "one value"));
            return null;
        }
        return told.isEmpty() || told.get(0).isBlank() ? null : told.get(0).strip();
    }

    /** A time; null where it is not told, or a fault. */
    static @Nullable Instant time(MultiMap parameters, String name, List<Fault> faults) {
        String told = single(parameters, name, faults);
        if (told == null) {
            return null;
        }
        Instant time = Rfc3339.parse(
                told.length() <= AFTER_THE_TIME
                        ? told
                        : told.substring(0, AFTER_THE_TIME)
                                + told.substring(AFTER_THE_TIME).replace(' ', '+'));
        if (time == null) {
            faults.add(new Fault(name, quoted(told), Rfc3339.EXPECTED));
        }
        return time;
    }

    /** A flag; as usual where it is not told, or a fault. */
    static boolean flag(MultiMap parameters, String name, boolean usual, List<Fault> faults) {
        String told = single(parameters, name, faults);
        if (told == null) {
            return usual;
        }
        if (!told.equalsIgnoreCase("true") && !told.equalsIgnoreCase("false")) {
            faults.add(new Fault(name, quoted(told), "true or false"));
        }
        return told.equalsIgnoreCase("true");
    }

    /** The refusal of a query with faults. */
    static Problem problem(List<Fault> faults) {
        String detail = faults.size() == 1 ? "One thing is wrong with it." : faults.size() + " things are wrong.";
        return Problem.of(ProblemType.BAD_QUERY, detail, faults);
    }

    static String quoted(String text) {
        return '"' + cut(text) + '"';
    }

    private static String cut(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
    }
}
