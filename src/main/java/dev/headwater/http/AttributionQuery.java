package dev.headwater.http;

import dev.headwater.attribution.Milestones;
import dev.headwater.attribution.Model;
import dev.headwater.attribution.Models;
import dev.headwater.attribution.Path;
import dev.headwater.json.Fault;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How credit is to be shared, as the query says.
 *
 * @param models those that are asked for; all unless told otherwise
 * @param rules which touches count
 * @param asOf the moment for which credit is shared; null for now
 * @param milestones those that the caller knows of
 */
record AttributionQuery(
        Models models, Path.Rules rules, @Nullable Instant asOf, Milestones milestones) {
    private static final String MODEL = "model";
    private static final String WINDOW = "window";
    private static final String HALF_LIFE = "halfLife";
    private static final String DROP_DIRECT = "dropDirect";
    private static final String COLLAPSE = "collapse";
    private static final String AS_OF = "asOf";
    private static final String LEAD_CREATED = "leadCreatedAt";
    private static final String OPPORTUNITY_CREATED = "opportunityCreatedAt";
    private static final String CUSTOMER_WON = "customerWonAt";
    private static final List<String> KNOWN = List.of(
            MODEL, WINDOW, HALF_LIFE, DROP_DIRECT, COLLAPSE, AS_OF, LEAD_CREATED, OPPORTUNITY_CREATED, CUSTOMER_WON);

    /** The parameters that say which touches count, and how much. */
    static final List<String> PATHS = List.of(WINDOW, HALF_LIFE, DROP_DIRECT, COLLAPSE);

    private static final String ALL = "all";
    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*([dhms])");
    private static final Map<String, Long> SECONDS = Map.of("d", 86_400L, "h", 3_600L, "m", 60L, "s", 1L);
    private static final long LONGEST = 100 * 366 * 86_400L;
    private static final String A_TIME = "a time of a second to a hundred years, such as 90d or 36h";

    /**
     * Reads the query.
     *
     * @param own the house's own models
     * @param faults takes all that is wrong; the result is not to be used if any was added
     */
    static AttributionQuery read(MultiMap parameters, Map<String, Model> own, List<Fault> faults) {
        Query.unknown(parameters, KNOWN, faults);
        Models all = Models.standard(halfLife(parameters, faults)).with(own);
        return new AttributionQuery(
                chosen(all, parameters, faults),
                rules(parameters, faults),
                Query.time(parameters, AS_OF, faults),
                new Milestones(
                        Query.time(parameters, LEAD_CREATED, faults),
                        Query.time(parameters, OPPORTUNITY_CREATED, faults),
                        Query.time(parameters, CUSTOMER_WON, faults)));
    }

    static Duration halfLife(MultiMap parameters, List<Fault> faults) {
        return duration(parameters, HALF_LIFE, Model.WEEK, faults);
    }

    static Path.Rules rules(MultiMap parameters, List<Fault> faults) {
        Path.Rules usual = Path.Rules.DEFAULT;
        return new Path.Rules(
                duration(parameters, WINDOW, usual.window(), faults),
                Query.flag(parameters, DROP_DIRECT, usual.dropDirect(), faults),
                Query.flag(parameters, COLLAPSE, usual.collapse(), faults));
    }

    private static Models chosen(Models all, MultiMap parameters, List<Fault> faults) {
        String told = Query.single(parameters, MODEL, faults);
        if (told == null || told.equals(ALL)) {
            return all;
        }
        Map<String, Model> chosen = new LinkedHashMap<>();
        for (String name : told.split(",", -1)) {
            Model model = all.byName().get(name.strip());
            if (model == null) {
                String expected = ALL + " alone, or some of "
                        + String.join(", ", all.byName().keySet());
                faults.add(new Fault(MODEL, Query.quoted(name.strip()), expected));
            } else {
                chosen.put(name.strip(), model);
            }
        }
        return new Models(chosen);
    }

    private static Duration duration(MultiMap parameters, String name, Duration usual, List<Fault> faults) {
        String told = Query.single(parameters, name, faults);
        if (told == null) {
            return usual;
        }
        Matcher matcher = TIME.matcher(told);
        long seconds =
                matcher.matches() ? Long.parseLong(matcher.group(1)) * SECONDS.getOrDefault(matcher.group(2), 0L) : 0;
        if (seconds < 1 || seconds > LONGEST) {
            faults.add(new Fault(name, Query.quoted(told), A_TIME));
            return usual;
        }
        return Duration.ofSeconds(seconds);
    }
}
