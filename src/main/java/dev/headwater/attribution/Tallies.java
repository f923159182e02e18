package dev.headwater.attribution;

import dev.headwater.lead.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Credit added up row by row. */
final class Tallies {
    private final List<Sums.Growing> rows = new ArrayList<>();

    /**
     * Shares one path.
     *
     * @param rows to be credited; one may stand there several times
     * @param weights of each of them
     */
    void share(Goal goal, int[] rows, List<BigDecimal> weights, @Nullable Money value) {
        long[] credit = rows.length == 1 ? new long[] {Credit.WHOLE} : Apportionment.of(weights, Credit.WHOLE);
        for (int i = 0; i < rows.length; i++) {
            row(rows[i]).add(goal, credit[i]);
        }
        if (value != null) {
            int decimals = value.amount().scale();
            long[] shares = rows.length == 1 ? new long[] {value.minor()} : Apportionment.of(weights, value.minor());
            for (int i = 0; i < rows.length; i++) {
                if (shares[i] > 0) {
                    row(rows[i]).add(value.currency(), BigDecimal.valueOf(shares[i], decimals));
                }
            }
        }
    }

    Sums.Growing row(int number) {
        while (rows.size() <= number) {
            rows.add(new Sums.Growing());
        }
        return rows.get(number);
    }

    List<Sums> sums(int count) {
        List<Sums> sums = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sums.add(row(i).sums());
        }
        return sums;
    }
}
