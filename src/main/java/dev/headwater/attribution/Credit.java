package dev.headwater.attribution;

import dev.headwater.touch.Touch;
import java.math.BigDecimal;

/**
 * One touch's share of the credit.
 *
 * @param touch whose it is
 * @param millionths the share, 0 to {@value #WHOLE}. Whole millionths, because shares such as a third have no decimal
 *     form: whoever sums them, or multiplies them by a deal's value, gets the whole back and not nearly the whole
 */
public record Credit(Touch touch, int millionths) {

    /** All of the credit. */
    public static final int WHOLE = 1_000_000;

    static final int DECIMALS = 6;

    /** @throws IllegalArgumentException if the share is negative or more than all */
    public Credit {
        if (millionths < 0 || millionths > WHOLE) {
            throw new IllegalArgumentException("a share is 0 to " + WHOLE + " millionths, not " + millionths);
        }
    }

    /** The share as a decimal number between 0 and 1, exactly. */
    public BigDecimal weight() {
        return BigDecimal.valueOf(millionths, DECIMALS);
    }
}
