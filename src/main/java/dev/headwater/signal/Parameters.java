package dev.headwater.signal;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an address, by name in lower case, in the order in which they stand. Of several by one name, the first
 * that has a value counts.
 *
 * @param values raw, as they stand in the address; not empty
 * @param ambiguous names that stand there again with another value
 */
record Parameters(Map<String, String> values, Set<String> ambiguous) {

    /** No parameters. */
    static final Parameters NONE = new Parameters(Map.of(), Set.of());

    /** Parameters that are looked at; people write a dozen, machines thousands. */
    static final int MOST = 500;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 2_048;

    /** What begins a second query in one address: {@code ?fbclid=x?utm_source=y}. */
    private static final Pattern SECOND_QUERY =
            Pattern.compile("\\?(?=(utm_|mtm_|pk_|hsa_)[a-z_]+=)", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a query and what stands in the fragment.
     *
     * @param what what they belong to, for people
     */
    static Parameters read(String query, String fragment, String what, Oddities oddities) {
        Parameters parameters = new Parameters(new LinkedHashMap<>(), new HashSet<>());
        int count = parameters.addAll(query, 0, what, oddities);
        parameters.addAll(fragment, count, what, oddities);
        return parameters.values.isEmpty() ? NONE : parameters;
    }

    private int addAll(String query, int before, String what, Oddities oddities) {
        String pairs = query;
        if (query.indexOf('=') < 0) {
            pairs = PercentCoding.decode(query);
            if (pairs.indexOf('=') < 0) {
                return before;
            }
            oddities.add("the query of the " + what + " is encoded as a whole");
        }
        int count = before;
        String text =
                pairs.indexOf('?') < 0 ? pairs : SECOND_QUERY.matcher(pairs).replaceAll("&");
        for (int start = 0, end; start < text.length(); start = end + 1) {
            end = endOfPair(text, start);
            int equals = text.indexOf('=', start);
            if (equals <= start || equals >= end) {
                continue;
            }
            if (++count > MOST) {
                oddities.add("the " + what + " has more than " + MOST + " parameters; the others were not read");
                break;
            }
            add(text.substring(start, equals), text.substring(equals + 1, end), what, oddities);
        }
        return count;
    }

    private static int endOfPair(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '&' || (c == ';' && beginsPair(text, i + 1))) {
                return i;
            }
        }
        return text.length();
    }

    /** A semicolon separates only where a name and an equals sign follow; elsewhere it belongs to a value. */
    private static boolean beginsPair(String text, int from) {
        int most = Math.min(text.length(), from + LONGEST_NAME);
        int i = from;
        while (i < most && (Character.isLetterOrDigit(text.charAt(i)) || "_-.".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i > from && i < text.length() && text.charAt(i) == '=';
    }

    private void add(String rawName, String rawValue, String what, Oddities oddities) {
        if (rawName.length() > LONGEST_NAME || rawValue.isBlank()) {
            return;
        }
        String decoded = PercentCoding.decodeForm(rawName).strip().toLowerCase(Locale.ROOT);
        String name = decoded.startsWith("amp;") ? decoded.substring(4) : decoded;
        String value = rawValue;
        if (value.length() > LONGEST_VALUE) {
            value = value.substring(0, LONGEST_VALUE);
            oddities.add("the parameter " + Oddities.quote(name) + " of the " + what + " is longer than "
                    + LONGEST_VALUE + " characters; the rest was not read");
        }
        String first = values.putIfAbsent(name, value);
        if (first != null && !first.equals(value)) {
            ambiguous.add(name);
        }
    }

    /** The raw value by a name in lower case; null where there is none. */
    @Nullable
    String raw(String name) {
        return values.get(name);
    }
}
