package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people had searched for, where the referring page still tells it, by {@code lists/search-parameters.csv}: source,
 * parameters, encoding. The row of the source {@code *} is for all search engines without a row of their own. Immutable.
 */
public final class SearchTerms {
    /** Characters of a term that are kept. */
    static final int LONGEST = 200;

    private static final String ALL = "*";
    private static final String PARAMETERS = "parameters";
    private static final String ENCODING = "encoding";

    /** What stands there where an engine keeps the term to itself, or a program did not fill it in. */
    private static final Set<String> SAYS_NOTHING = Set.of("(not provided)", "{searchterms}", "undefined", "null");

    private final Map<String, Place> bySource;

    private SearchTerms(Map<String, Place> bySource) {
        this.bySource = Map.copyOf(bySource);
    }

    /**
     * Where an engine writes a term.
     *
     * @param parameters in lower case, in the order in which they are asked
     * @param encoding what bytes are that are no UTF-8
     */
    private record Place(List<String> parameters, Charset encoding) {}

    /**
     * Reads the list.
     *
     * @param list search-parameters
     * @param sources the sources that rows are for
     * @param flaws takes all that is wrong with it
     */
    static SearchTerms of(ReferenceList list, Sources sources, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, Place> bySource = new HashMap<>();
        if (reader.has(ListReader.SOURCE, PARAMETERS)) {
            for (Row row : list.rows()) {
                String key = key(list, row, sources, reader, flaws);
                List<String> parameters = Arrays.stream(row.cell(PARAMETERS).split(",", -1))
                        .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT))
                        .filter(parameter -> !parameter.isEmpty())
                        .toList();
                if (parameters.isEmpty()) {
                    reader.wrong(
                            row,
                            PARAMETERS,
                            "No parameter stands here.",
                            "Write what carries the term, such as: q, query");
                }
                Charset encoding = encoding(row, reader);
                if (key != null && !parameters.isEmpty() && encoding != null) {
                    reader.put(bySource, key, row, ListReader.SOURCE, new Place(parameters, encoding));
                }
            }
        }
        return new SearchTerms(bySource);
    }

    private static @Nullable String key(
            ReferenceList list, Row row, Sources sources, ListReader reader, List<Flaw> flaws) {
        String cell = row.cell(ListReader.SOURCE);
        if (cell.isEmpty()) {
            reader.wrong(
                    row,
                    ListReader.SOURCE,
                    "No source stands here.",
                    "Write an ID of rules/lists/sources.csv, or * for all other search engines");
        }
        if (cell.isEmpty() || cell.equals(ALL)) {
            return cell.isEmpty() ? null : ALL;
        }
        Listed listed = sources.read(list, row, ListReader.SOURCE, flaws);
        return listed == null ? null : listed.source().id();
    }

    private static @Nullable Charset encoding(Row row, ListReader reader) {
        String cell = row.cell(ENCODING);
        try {
            return cell.isEmpty() ? StandardCharsets.ISO_8859_1 : Charset.forName(cell);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            reader.wrong(
                    row,
                    ENCODING,
                    ListReader.quote(cell) + " is not an encoding.",
                    "Write one such as windows-1251 or EUC-KR; an empty cell is UTF-8");
            return null;
        }
    }

    /**
     * The term that led to a page; null where it tells none.
     *
     * @param engine the page's source
     * @param parameters of the page's address
     */
    @Nullable
    String find(Listed engine, Parameters parameters) {
        Place place = bySource.get(engine.source().id());
        if (place == null && "search".equals(engine.category())) {
            place = bySource.get(ALL);
        }
        if (place == null || parameters.values().isEmpty()) {
            return null;
        }
        for (String name : place.parameters()) {
            String raw = parameters.raw(name);
            String term = raw == null ? "" : DisplayName.line(PercentCoding.decodeForm(raw, place.encoding()), LONGEST);
            if (!term.isEmpty() && !SAYS_NOTHING.contains(term.toLowerCase(Locale.ROOT))) {
                return term;
            }
        }
        return null;
    }
}
