package dev.headwater.http;

import dev.headwater.attribution.Dimension;
import dev.headwater.attribution.Model;
import dev.headwater.attribution.Models;
import dev.headwater.attribution.ReportQuestion;
import dev.headwater.attribution.Ways;
import dev.headwater.json.Fault;
import dev.headwater.json.ReportWords;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a report is to say, as the query says. */
final class ReportQuery {
    private static final String MODEL = "model";
    private static final String BY = "by";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String TYPE = "type";
    private static final String ALL = "all";
    private static final String USUAL_MODEL = "linear";
    private static final List<String> OWN = List.of(MODEL, BY, FROM, TO, TYPE);

    private ReportQuery() {}

    /**
     * Reads the query.
     *
     * @param own the house's own models
     * @param now the end of the period unless told
     * @param faults takes all that is wrong
     * @return null where any fault was added
     */
    static @Nullable ReportQuestion read(MultiMap parameters, Map<String, Model> own, Instant now, List<Fault> faults) {
        List<String> known = new ArrayList<>(OWN);
        known.addAll(AttributionQuery.PATHS);
        Query.unknown(parameters, known, faults);
        Ways all = Ways.of(
                Models.standard(AttributionQuery.halfLife(parameters, faults)).with(own));
        List<String> names = names(all, parameters, faults);
        Dimension by = told(parameters, BY, ReportWords::by, Dimension.CHANNEL, ReportWords.dimensions(), faults);
        Instant to = told(parameters, TO, ReportWords::to, now, ReportWords.A_DAY, faults);
        Instant from = told(
                parameters, FROM, ReportWords::from, to.minus(ReportWords.USUAL_PERIOD), ReportWords.A_DAY, faults);
        if (!from.isBefore(to)) {
            faults.add(new Fault(FROM, from.toString(), "a time before the end of the period, " + to));
        }
        String type = Query.single(parameters, TYPE, faults);
        var rules = AttributionQuery.rules(parameters, faults);
        return faults.isEmpty() ? new ReportQuestion(all.only(names), by, from, to, rules, type) : null;
    }

    private static List<String> names(Ways all, MultiMap parameters, List<Fault> faults) {
        String told = Query.single(parameters, MODEL, faults);
        if (ALL.equals(told)) {
            return all.names();
        }
        List<String> names = Arrays.stream((told == null ? USUAL_MODEL : told).split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        names.stream()
                .filter(name -> !all.names().contains(name))
                .forEach(name -> faults.add(new Fault(
                        MODEL, Query.quoted(name), ALL + " alone, or some of " + String.join(", ", all.names()))));
        return names;
    }

    private static <T> T told(
            MultiMap parameters,
            String name,
            Function<String, @Nullable T> reading,
            T usual,
            String expected,
            List<Fault> faults) {
        String told = Query.single(parameters, name, faults);
        if (told == null) {
            return usual;
        }
        T read = reading.apply(told);
        if (read == null) {
            faults.add(new Fault(name, Query.quoted(told), expected));
            return usual;
        }
        return read;
    }
}
