package dev.headwater.attribution;

import dev.headwater.touch.Touch;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How touches share the credit. Whatever the model, a path with one touch gives it all, and the shares of a path with
 * touches sum to exactly 1.
 */
public sealed interface Model {

    /**
     * All to the first touch. Google Analytics calls it "first interaction".
     *
     * @see <a href="https://support.google.com/analytics/answer/1662518">Google Analytics, About the default MCF attribution
     *     models</a>
     */
    Model FIRST_TOUCH = new Peaks(Map.of(Milestone.FIRST, BigDecimal.ONE), BigDecimal.ZERO);

    /**
     * All to the last touch, Direct or not. Google Analytics calls it "last interaction".
     *
     * @see <a href="https://support.google.com/analytics/answer/1662518">Google Analytics, About the default MCF attribution
     *     models</a>
     */
    Model LAST_TOUCH = new Peaks(Map.of(Milestone.LAST, BigDecimal.ONE), BigDecimal.ZERO);

    /**
     * The same to every touch.
     *
     * @see <a href="https://support.google.com/analytics/answer/1662518">Google Analytics, About the default MCF attribution
     *     models</a>
     */
    Model LINEAR = new Peaks(Map.of(), BigDecimal.ONE);

    /**
     * 40 % to the first touch, 40 % to the last, 20 % to those between; of two touches half each. As Google's.
     *
     * @see <a href="https://support.google.com/analytics/answer/1662518">Google Analytics, About the default MCF attribution
     *     models</a>
     */
    Model POSITION_BASED = positionBased(BigDecimal.valueOf(40), BigDecimal.valueOf(40));

    /**
     * 30 % each to the first touch, the one that made a lead and the one that made an opportunity; 10 % to the rest.
     *
     * @see <a href="https://experienceleague.adobe.com/en/docs/marketo-measure-learn/tutorials/definitions/attribution/attribution-models">
     *     Adobe Marketo Measure (formerly Bizible), Attribution models</a>
     */
    Model W_SHAPED = new Peaks(
            Map.of(
                    Milestone.FIRST, BigDecimal.valueOf(30),
                    Milestone.LEAD_CREATED, BigDecimal.valueOf(30),
                    Milestone.OPPORTUNITY_CREATED, BigDecimal.valueOf(30)),
            BigDecimal.TEN);

    /**
     * 22.5 % each to the peaks of {@link #W_SHAPED} and to the touch that made a customer; 10 % to the rest.
     *
     * @see <a href="https://experienceleague.adobe.com/en/docs/marketo-measure-learn/tutorials/definitions/attribution/attribution-models">
     *     Adobe Marketo Measure (formerly Bizible), Attribution models</a>
     */
    Model FULL_PATH = new Peaks(
            Map.of(
                    Milestone.FIRST, new BigDecimal("22.5"),
                    Milestone.LEAD_CREATED, new BigDecimal("22.5"),
                    Milestone.OPPORTUNITY_CREATED, new BigDecimal("22.5"),
                    Milestone.CUSTOMER_WON, new BigDecimal("22.5")),
            BigDecimal.TEN);

    /** The half-life that Google Analytics and Google Ads use. */
    Duration WEEK = Duration.ofDays(7);

    /**
     * A position-based model with other shares.
     *
     * @param first per cent to the first touch
     * @param last per cent to the last touch; the rest goes to those between
     * @throws IllegalArgumentException if either is negative or both are more than 100 together
     */
    static Model positionBased(BigDecimal first, BigDecimal last) {
        return new Peaks(
                Map.of(Milestone.FIRST, first, Milestone.LAST, last),
                BigDecimal.valueOf(100).subtract(first).subtract(last));
    }

    /**
     * The weights of a path's touches, one each and in order, of any size: none negative, at least one positive.
     *
     * @param path with at least one touch
     */
    List<BigDecimal> weigh(Path path);

    /** The milestones that this model favours and that a path has no touch for. */
    default Set<Milestone> missing(Path path) {
        return Set.of();
    }

    /** The credits of a path's touches, one each and in order; none where the path has no touch. */
    default List<Credit> credits(Path path) {
        List<Touch> touches = path.touches();
        if (touches.isEmpty()) {
            return List.of();
        }
        int[] shares = Apportionment.of(weigh(path));
        List<Credit> credits = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            credits.add(new Credit(touches.get(i), shares[i]));
        }
        return credits;
    }

    /**
     * Shares for some places of the path, and one for all other touches together, in equal parts.
     *
     * <p>A touch that stands at several of the places gets the sum. Where there is no other touch, the places share all,
     * in proportion; so of two touches a position-based model gives each half. Where a place has no touch (the CRM told
     * no such milestone, or no touch came before it), the other places share what all have, in proportion, and the
     * others keep theirs: W-shaped without an opportunity is 45 / 45 / 10. Where no place has a touch, all touches get the
     * same.
     *
     * @param shares of each place, in any unit, none negative
     * @param others the share of all other touches together, in the same unit, not negative
     * @see <a href="https://knowledge.hubspot.com/reports/understand-attribution-reporting">HubSpot, Understand
     *     attribution reporting</a>
     * @see <a href="https://experienceleague.adobe.com/en/docs/marketo-measure-learn/tutorials/definitions/attribution/attribution-models">
     *     Adobe Marketo Measure (formerly Bizible), Attribution models</a>
     */
    record Peaks(Map<Milestone, BigDecimal> shares, BigDecimal others) implements Model {

        /** @throws IllegalArgumentException if a share is negative, or all are zero */
        public Peaks {
            shares = Map.copyOf(shares);
            BigDecimal sum = shares.values().stream().reduce(others, BigDecimal::add);
            if (others.signum() < 0 || shares.values().stream().anyMatch(share -> share.signum() < 0)) {
                throw new IllegalArgumentException("no share is negative: " + shares + ", others " + others);
            }
            if (sum.signum() == 0) {
                throw new IllegalArgumentException("a model gives something to somebody");
            }
        }

        @Override
        public Set<Milestone> missing(Path path) {
            Set<Milestone> missing = EnumSet.noneOf(Milestone.class);
            shares.forEach((place, share) -> {
                if (path.indexOf(place) < 0) {
                    missing.add(place);
                }
            });
            return missing;
        }

        @Override
        public List<BigDecimal> weigh(Path path) {
            BigDecimal[] peaks = new BigDecimal[path.touches().size()];
            BigDecimal all = BigDecimal.ZERO;
            BigDecimal present = BigDecimal.ZERO;
            for (Map.Entry<Milestone, BigDecimal> place : shares.entrySet()) {
                BigDecimal share = place.getValue();
                int at = path.indexOf(place.getKey());
                all = all.add(share);
                if (at >= 0) {
                    present = present.add(share);
                    peaks[at] = peaks[at] == null ? share : peaks[at].add(share);
                }
            }
            long rest = Stream.of(peaks).filter(Objects::isNull).count();
            if (present.signum() == 0) {
                return sharedByTheOthers(peaks, rest > 0 && others.signum() > 0);
            }
            // The places' parts times (rest × all) and the others' times (present), so that no division rounds.
            BigDecimal eachPeak = rest == 0 ? BigDecimal.ONE : all.multiply(BigDecimal.valueOf(rest));
            BigDecimal eachOther = others.multiply(present);
            return Stream.of(peaks)
                    .map(peak -> peak == null ? eachOther : peak.multiply(eachPeak))
                    .toList();
        }

        /** Where no place with a share has a touch: the same to all others, or to all where that is nobody. */
        private static List<BigDecimal> sharedByTheOthers(BigDecimal[] peaks, boolean othersAlone) {
            return Stream.of(peaks)
                    .map(peak -> othersAlone && peak != null ? BigDecimal.ZERO : BigDecimal.ONE)
                    .toList();
        }
    }

    /**
     * The later, the more: a touch one half-life before another gets half of the other's share. Ages are measured from
     * the latest touch, which changes no share and keeps old paths from vanishing.
     *
     * @param halfLife more than nothing; a week is usual
     * @see <a href="https://support.google.com/google-ads/answer/6259715">Google Ads, About attribution models</a>
     */
    record TimeDecay(Duration halfLife) implements Model {

        /** @throws IllegalArgumentException if the half-life is nothing or less */
        public TimeDecay {
            if (halfLife.isZero() || halfLife.isNegative()) {
                throw new IllegalArgumentException("a half-life is longer than nothing, not " + halfLife);
            }
        }

        @Override
        public List<BigDecimal> weigh(Path path) {
            Touch latest = path.touches().get(path.touches().size() - 1);
            double unit = seconds(halfLife);
            return path.touches().stream()
                    .map(touch -> new BigDecimal(
                            StrictMath.pow(0.5, seconds(Duration.between(touch.at(), latest.at())) / unit)))
                    .toList();
        }

        private static double seconds(Duration duration) {
            return duration.getSeconds() + duration.getNano() / 1e9;
        }
    }

    /**
     * All to the last touch that is not Direct ({@link Path#isDirect}); to the last one where all are.
     *
     * @see <a href="https://support.google.com/analytics/answer/1662518">Google Analytics, About the default MCF attribution
     *     models</a>
     */
    record LastNonDirect() implements Model {
        @Override
        public List<BigDecimal> weigh(Path path) {
            return allToTheLast(path, touch -> !Path.isDirect(touch));
        }
    }

    /**
     * All to the last touch that was paid for; to the last that is not Direct where none was, as {@link LastNonDirect}.
     * Google Analytics had it for Google Ads alone ("last Google Ads click").
     *
     * @param paid the classes of mediums that are paid for, as in {@code rules/lists/medium-classes.csv}
     */
    record LastPaid(Set<String> paid) implements Model {

        /** Clicks that are paid for, and banners. */
        public static final Set<String> USUAL = Set.of("paid", "display");

        public LastPaid {
            paid = Set.copyOf(paid);
        }

        @Override
        public List<BigDecimal> weigh(Path path) {
            Predicate<Touch> isPaid =
                    touch -> touch.mediumClass() != null && paid.contains(touch.mediumClass()) && !Path.isDirect(touch);
            return path.touches().stream().anyMatch(isPaid)
                    ? allToTheLast(path, isPaid)
                    : new LastNonDirect().weigh(path);
        }
    }

    private static List<BigDecimal> allToTheLast(Path path, Predicate<Touch> kind) {
        int last = path.touches().size() - 1;
        for (int i = last; i >= 0; i--) {
            if (kind.test(path.touches().get(i))) {
                last = i;
                break;
            }
        }
        List<BigDecimal> weights =
                new ArrayList<>(Collections.nCopies(path.touches().size(), BigDecimal.ZERO));
        weights.set(last, BigDecimal.ONE);
        return weights;
    }
}
