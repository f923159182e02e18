package dev.headwater.signal;

import dev.headwater.lead.PromoCode;
import dev.headwater.table.Flaw;
import dev.headwater.table.ReferenceList;
import dev.headwater.table.ReferenceList.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Promotion codes, by {@code lists/promo-codes.csv}: code, source, category, medium class. Case, blanks, hyphens and all
 * other punctuation never matter; letters and digits all do. Immutable.
 */
public final class PromoCodes {
    private static final String CODE = "code";

    private final Map<String, Recognised> byCode;

    private PromoCodes(Map<String, Recognised> byCode) {
        this.byCode = Map.copyOf(byCode);
    }

    /**
     * Reads the list.
     *
     * @param list promo-codes
     * @param flaws takes all that is wrong with it
     */
    public static PromoCodes of(ReferenceList list, List<Flaw> flaws) {
        ListReader reader = new ListReader(list, flaws);
        Map<String, Recognised> byCode = new HashMap<>();
        if (reader.has(CODE, ListReader.SOURCE, ListReader.CATEGORY)) {
            for (Row row : list.rows()) {
                if (ListReader.looksChanged(row.cell(CODE))) {
                    reader.doubtful(
                            row,
                            CODE,
                            ListReader.quote(row.cell(CODE))
                                    + " looks like something that a spreadsheet made of what was typed.",
                            "If so, format the column as Text and type it again");
                }
                Recognised recognised = reader.recognised(row);
                String key = Letters.only(row.cell(CODE));
                if (key.isEmpty()) {
                    reader.wrong(row, CODE, "No promo code stands here.", "A code needs a letter or a digit");
                } else if (recognised != null) {
                    reader.put(byCode, key, row, CODE, recognised);
                }
            }
        }
        return new PromoCodes(byCode);
    }

    /** What a code as typed points to; null where no row knows it. */
    public @Nullable Recognised find(PromoCode code) {
        return byCode.get(Letters.only(code.code()));
    }
}
