package dev.headwater.attribution;

import dev.headwater.touch.Touches;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Makes reports over all that is kept, one person after the other. */
public final class Reports {
    private Reports() {}

    /**
     * Makes one. Takes as long as reading everybody takes, so it is nothing for an event loop.
     *
     * @param goOn asked before each person
     * @return null where it was not to go on
     * @throws Touches.HistoryUnavailable if the store does not answer
     */
    public static @Nullable Report over(Touches touches, Costs costs, ReportQuestion question, BooleanSupplier goOn) {
        Tally tally = new Tally(question);
        boolean[] stopped = new boolean[1];
        touches.journeys(journey -> {
            stopped[0] = !goOn.getAsBoolean();
            if (!stopped[0]) {
                tally.add(journey);
            }
            return !stopped[0];
        });
        return stopped[0]
                ? null
                : tally.report(costs.between(question.firstDay(), question.lastDay()), touches.bounds());
    }
}
