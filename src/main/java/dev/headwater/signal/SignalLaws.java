package dev.headwater.signal;

import dev.headwater.table.Condition;
import dev.headwater.table.Condition.Flag;
import dev.headwater.table.Condition.Known;
import dev.headwater.table.Condition.Missing;
import dev.headwater.table.Never;
import java.util.ArrayList;
import java.util.List;

/**
 * What no lead's signals can be, whatever the app sends, as {@link SignalReader} takes them from a lead. Whoever asks
 * whether two tables differ need not look there.
 */
public final class SignalLaws {
    private static final Condition KNOWN = new Known();
    private static final Condition MISSING = new Missing();
    private static final Condition NO = new Flag(false);
    private static final Condition YES = new Flag(true);

    private SignalLaws() {}

    /** All of them. */
    public static List<Never> all() {
        List<Never> laws = new ArrayList<>();
        for (String always : List.of(
                Signal.TAGGED,
                Signal.VISIT,
                Signal.INTERNAL,
                Signal.TOUCHES,
                Signal.TOUCHES_IN_7_DAYS,
                Signal.TOUCHES_IN_30_DAYS)) {
            laws.add(Never.one(always, MISSING));
        }
        laws.add(Never.both(Signal.CLICK_ID_COST, KNOWN, Signal.CLICK_ID, MISSING));
        laws.add(Never.both(Signal.CRM_TAG_CATEGORY, KNOWN, Signal.CRM_TAG, MISSING));
        laws.add(Never.both(Signal.SELF_REPORT_CATEGORY, KNOWN, Signal.SELF_REPORT, MISSING));
        laws.add(Never.both(Signal.TAG_MEDIUM, KNOWN, Signal.TAGGED, NO));
        // Where there was no visit, nothing was told that only a visit can tell.
        laws.add(Never.both(Signal.VISIT, NO, Signal.CLICK_ID, KNOWN));
        laws.add(Never.both(Signal.VISIT, NO, Signal.REFERRER, KNOWN));
        laws.add(Never.both(Signal.VISIT, NO, Signal.REFERRER_CATEGORY, KNOWN));
        laws.add(Never.both(Signal.VISIT, NO, Signal.TAGGED, YES));
        laws.add(Never.both(Signal.VISIT, NO, Signal.VANITY_PATH, KNOWN));
        laws.add(Never.both(Signal.VISIT, NO, Signal.PAGE_CLASS, KNOWN));
        laws.add(Never.both(Signal.VISIT, NO, Signal.INTERNAL, YES));
        return laws;
    }
}
