package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.lead.ClickId;
import dev.headwater.signal.AdSurfaces.Surface;
import dev.headwater.signal.TagNames.Named;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the click IDs of a lead the one in force, and finds out what it stands for in the light of its tags and its
 * referrer.
 *
 * <p>One that fits the tagged source comes first, then one that is paid for, then one that may be; of equals the first, and
 * those of the landing URL come before those that the app kept.
 */
final class ClickIdReader {
    /** Click IDs of an app that are looked at. */
    private static final int MOST = 100;

    private static final int FITS_THE_TAGS = 100;

    private final Catalog catalog;
    private final WebAddress landing;
    private final TagReading tags;
    private final @Nullable Evidence referrer;
    private final Oddities oddities;

    ClickIdReader(
            Catalog catalog, WebAddress landing, TagReading tags, @Nullable Evidence referrer, Oddities oddities) {
        this.catalog = catalog;
        this.landing = landing;
        this.tags = tags;
        this.referrer = referrer;
        this.oddities = oddities;
    }

    /**
     * A click ID that was found.
     *
     * @param kind what is known of its parameter
     * @param paid its source where it is paid for; null where it never is
     * @param network whose ads carry it; null where several networks' do
     */
    private record Candidate(
            ClickIds.Kind kind,
            @Nullable Listed paid,
            @Nullable String network) {}

    /**
     * What the click IDs of a lead say; null where it has none.
     *
     * @param kept those that the app kept itself
     */
    @Nullable
    Evidence read(List<ClickId> kept) {
        Candidate best = null;
        for (String name : landing.parameters().values().keySet()) {
            best = better(best, ofLink(name));
        }
        for (ClickId told : kept.subList(0, Math.min(MOST, kept.size()))) {
            best = better(best, ofApp(told));
        }
        return best == null ? null : evidence(best);
    }

    private @Nullable Candidate ofLink(String name) {
        ClickIds.Kind kind = catalog.clickIds().find(name);
        String raw = kind == null ? null : landing.parameters().raw(name);
        return kind == null || raw == null || TagValue.ofParameter(raw, name, oddities) == null
                ? null
                : candidate(kind);
    }

    private @Nullable Candidate ofApp(ClickId told) {
        ClickIds.Kind kind = catalog.clickIds().find(told.parameter().strip());
        if (kind == null && !catalog.clickIds().isListed(told.parameter().strip())) {
            oddities.add("rules/lists/click-ids.csv does not know the click ID " + Oddities.quote(told.parameter()));
        }
        return kind == null || TagValue.ofApp(told.value(), kind.parameter(), oddities) == null
                ? null
                : candidate(kind);
    }

    private Candidate candidate(ClickIds.Kind kind) {
        Listed paid = paidSource(kind);
        return new Candidate(kind, paid, paid == null || paid.equals(kind.paid()) ? kind.network() : paid.network());
    }

    private @Nullable Candidate better(@Nullable Candidate best, @Nullable Candidate next) {
        if (best == null || next == null) {
            return best == null ? next : best;
        }
        boolean twoPaid =
                best.kind().cost() == Evidence.Cost.PAID && next.kind().cost() == Evidence.Cost.PAID;
        Candidate better = rank(next) > rank(best) ? next : best;
        if (twoPaid
                && best.network() != null
                && next.network() != null
                && !best.network().equals(next.network())) {
            oddities.add("click IDs of two networks, " + best.kind().parameter() + " and "
                    + next.kind().parameter() + "; " + better.kind().parameter() + " is taken");
        }
        return better;
    }

    private int rank(Candidate candidate) {
        int cost = switch (candidate.kind().cost()) {
            case PAID -> candidate.network() == null ? 30 : 40;
            // With a second sign it is as good as a paid one, and better than one that tells no network.
            case EITHER -> candidate.network() != null && hasSecondSign(candidate.network()) ? 35 : 20;
            case FREE -> candidate.kind().free() == null ? 0 : 10;
        };
        boolean fits = candidate.network() != null && candidate.network().equals(tags.network());
        return fits ? cost + FITS_THE_TAGS : cost;
    }

    private Evidence evidence(Candidate candidate) {
        ClickIds.Kind kind = candidate.kind();
        boolean isPaid = kind.cost() == Evidence.Cost.PAID
                || (kind.cost() == Evidence.Cost.EITHER && hasSecondSign(candidate.network()));
        Surface surface = isPaid ? surface(candidate) : null;
        Listed source = isPaid ? paidPlace(candidate, surface) : freePlace(candidate);
        String medium = medium(kind, isPaid, source, surface);
        return new Evidence(
                EvidenceKind.CLICK_ID,
                kind.parameter(),
                source == null ? null : source.source(),
                source == null ? null : source.category(),
                candidate.network(),
                medium,
                catalog.mediums().classOf(medium),
                isPaid ? Evidence.Cost.PAID : kind.cost());
    }

    /** As another parameter names it, or of the other network that uses this parameter, or simply as listed. */
    private @Nullable Listed paidSource(ClickIds.Kind kind) {
        String raw = kind.namedBy() == null ? null : landing.parameters().raw(kind.namedBy());
        String name = raw == null ? null : TagValue.ofParameter(raw, Objects.requireNonNull(kind.namedBy()), oddities);
        if (name != null) {
            Named named = catalog.tagNames().find(name);
            return named.known() ? catalog.sources().paid(named.listed()) : kind.paid();
        }
        return kind.or() != null && meansTheOther(kind.or(), kind.orIn()) ? kind.or() : kind.paid();
    }

    private boolean meansTheOther(Listed other, @Nullable String topLevel) {
        if (tags.network() != null) {
            return other.sharesNetworkWith(tags.network());
        }
        if (referrer != null && referrer.network() != null) {
            return other.sharesNetworkWith(referrer.network());
        }
        return landing.host() != null && landing.host().topLevel().equals(topLevel);
    }

    /** Whether something beside a click ID that stands on free links too says that this link was paid for. */
    private boolean hasSecondSign(@Nullable String network) {
        return !tags.namesOtherNetworkThan(network)
                && (TagReading.isBought(tags.mediumClass())
                        || landing.parameters().values().keySet().stream().anyMatch(this::isPaidSign));
    }

    private boolean isPaidSign(String parameter) {
        String raw =
                catalog.paidSigns().contains(parameter) ? landing.parameters().raw(parameter) : null;
        return raw != null && TagValue.ofParameter(raw, parameter, oddities) != null;
    }

    // A network's ads run in several places: the tags, the link itself or the referring page tell which.

    private boolean standsForAnyPlace(Candidate candidate) {
        return candidate.paid() != null
                && candidate.network() != null
                && catalog.sources().isTwin(candidate.paid());
    }

    private @Nullable Surface surface(Candidate candidate) {
        return candidate.network() != null && standsForAnyPlace(candidate)
                ? catalog.adSurfaces().find(landing.parameters(), candidate.network())
                : null;
    }

    private @Nullable Listed paidPlace(Candidate candidate, @Nullable Surface surface) {
        Listed general = candidate.paid();
        if (!standsForAnyPlace(candidate)) {
            return general;
        }
        Listed tagged = tags.named() == null || !tags.named().listed().sharesNetworkWith(candidate.network())
                ? null
                : ads(catalog.tagNames().paid(tags.named()));
        if (tagged != null && !tagged.equals(general)) {
            return tagged;
        }
        if (surface != null) {
            return surface.source();
        }
        Listed page = pageOf(candidate.network());
        Listed onPage =
                page == null || tagged != null ? null : ads(catalog.sources().paid(page));
        return onPage != null ? onPage : general;
    }

    private @Nullable Listed ads(Listed source) {
        boolean sellsAds = catalog.sources().isTwin(source) || "display".equals(source.category());
        return sellsAds ? source : null;
    }

    private @Nullable Listed freePlace(Candidate candidate) {
        Listed general = candidate.kind().free();
        if (candidate.kind().cost() != Evidence.Cost.EITHER || candidate.network() == null) {
            return general;
        }
        if (tags.named() != null && tags.named().listed().sharesNetworkWith(candidate.network())) {
            return tags.named().inForce();
        }
        Listed page = pageOf(candidate.network());
        return page != null ? page : general;
    }

    /** The listed source of the referring page, where it is one of that network. */
    private @Nullable Listed pageOf(@Nullable String network) {
        if (referrer == null || referrer.source() == null || network == null || !network.equals(referrer.network())) {
            return null;
        }
        Listed page = catalog.sources().byId(referrer.source().id());
        return page == null ? null : page.in(referrer.category());
    }

    /** The tagged medium where it goes with the click ID; else what such click IDs have. */
    private @Nullable String medium(
            ClickIds.Kind kind, boolean isPaid, @Nullable Listed source, @Nullable Surface surface) {
        String own = ownMedium(kind, isPaid, source, surface);
        String tagged = tags.mediumClass();
        boolean goesWith = tagged != null
                && (tagged.equals(catalog.mediums().classOf(own)) || (isPaid && TagReading.isBought(tagged)));
        return goesWith ? tags.medium() : own;
    }

    private static @Nullable String ownMedium(
            ClickIds.Kind kind, boolean isPaid, @Nullable Listed source, @Nullable Surface surface) {
        String category = source == null ? null : source.category();
        if (!isPaid) {
            return kind.cost() == Evidence.Cost.FREE && kind.medium() != null ? kind.medium() : Media.free(category);
        }
        if (surface != null && surface.source().equals(source) && surface.medium() != null) {
            return surface.medium();
        }
        boolean follows = kind.medium() == null || kind.namedBy() != null || "display".equals(category);
        return follows ? Media.paid(category) : kind.medium();
    }
}
