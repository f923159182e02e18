package dev.headwater.signal;

import dev.headwater.table.Flaw;
import dev.headwater.table.Memo;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import dev.headwater.table.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that we and our products go by, by {@code lists/own-brands.csv}: brand. Whoever searches for one of them knew us
 * before. Immutable.
 */
final class OwnBrands {
    private static final String BRAND = "brand";

    /** No search is longer; past that, a text is something else. */
    private static final int LONGEST = 300;

    /** Many leads of a campaign are told one search. */
    private static final int MOST_KNOWN = 1_024;

    /** Each as its words with single blanks between, before and after. */
    private final Set<String> brands;

    private final Memo<String, Boolean> known = new Memo<>(MOST_KNOWN);

    private OwnBrands(Set<String> brands) {
        this.brands = Set.copyOf(brands);
    }

    /**
     * Reads the list.
     *
     * @param list own-brands
     * @param flaws takes all that is wrong with it
     */
    static OwnBrands of(ReferenceList list, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Set<String> brands = new LinkedHashSet<>();
        if (reader.has(BRAND)) {
            for (Row row : list.rows()) {
                String words = words(row.cell(BRAND));
                if (words.isBlank()) {
                    reader.wrong(row, BRAND, "No brand stands here.", "Write it as people search for it");
                } else if (!brands.add(words)) {
                    reader.wrong(row, BRAND, "This brand stands above already.", "Delete one of them");
                }
            }
        }
        return new OwnBrands(brands);
    }

    /** Whether one of the brands stands in a text, as a word or several and not as a part of one. */
    boolean isNamedIn(String text) {
        return text.length() <= LONGEST && !brands.isEmpty() && known.answer(text, this::isAnyIn);
    }

    private boolean isAnyIn(String text) {
        String words = words(text);
        return brands.stream().anyMatch(words::contains);
    }

    private static String words(String text) {
        StringBuilder words = new StringBuilder();
        text.codePoints().forEach(c -> words.appendCodePoint(Character.isLetterOrDigit(c) ? c : ' '));
        return " " + Text.fold(words.toString()) + " ";
    }
}
