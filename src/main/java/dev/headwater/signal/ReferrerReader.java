package dev.headwater.signal;

import dev.headwater.decision.EvidenceKind;
import dev.headwater.lead.Referrer;
import dev.headwater.signal.TagNames.Named;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the page that a visit came from. Our own pages, payment and sign-in pages, and spam keep categories of their
 * own, since they are no source of anything.
 */
final class ReferrerReader {
    private static final int LONGEST_TOLD = 500;

    private final Catalog catalog;
    private final @Nullable HostName landing;
    private final Oddities oddities;

    /** @param landing the host of the landing page; null where unknown */
    ReferrerReader(Catalog catalog, @Nullable HostName landing, Oddities oddities) {
        this.catalog = catalog;
        this.landing = landing;
        this.oddities = oddities;
    }

    /** What a referrer points to; null where it is no address of any page or app, and no name of a source. */
    @Nullable
    Evidence read(Referrer told) {
        WebAddress address = WebAddress.read(told.url(), "referrer", oddities);
        HostName host = address.host();
        Listed listed = host == null ? byWord(told.url()) : byHost(host, address.path());
        if (listed == null) {
            return null;
        }
        String medium =
                catalog.sources().isTwin(listed) ? Media.paid(listed.category()) : Media.free(listed.category());
        return new Evidence(
                EvidenceKind.REFERRER,
                DisplayName.line(told.url(), LONGEST_TOLD),
                listed.source(),
                listed.category(),
                listed.network(),
                medium,
                catalog.mediums().classOf(medium),
                null,
                catalog.searchTerms().find(listed, address.parameters()));
    }

    /** Some apps send a word in place of an address. */
    private @Nullable Listed byWord(String text) {
        String word = TagValue.ofApp(text, "the referrer", oddities);
        Named source = word == null ? null : catalog.tagNames().find(word);
        return source != null && source.known() ? source.inForce() : null;
    }

    private Listed byHost(HostName host, String path) {
        String own = catalog.ownHosts().find(host);
        if (own != null) {
            return Listed.named(host.name()).in(own);
        }
        if (landing != null && landing.isOneSiteWith(host)) {
            return Listed.named(host.name()).in("own");
        }
        if (catalog.spamReferrers().find(host) != null) {
            return Listed.named(host.name()).in("spam");
        }
        Listed listed = catalog.hosts().find(host, path);
        return listed != null ? listed : unlisted(host);
    }

    /** A site of nobody that we know; or another site of somebody whom we do, with ads of the same network. */
    private Listed unlisted(HostName host) {
        Listed owner = catalog.hosts().owner(host);
        return new Listed(
                Recognised.sourceNamed(host.name()),
                host.kind() == HostName.Kind.APP ? "app" : "site",
                owner == null ? null : owner.network(),
                null);
    }
}
