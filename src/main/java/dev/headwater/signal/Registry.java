package dev.headwater.signal;

import com.google.common.net.InternetDomainName;
import org.jspecify.annotations.Nullable;

/**
 * What the public suffix list says of a domain name.
 *
 * @param registrable the domain that somebody registered; the name itself where it cannot be told
 * @param suffix the suffix under which anybody may register it; null where it has none, or is one
 */
record Registry(String registrable, @Nullable String suffix) {
    /** So many that of a few hundred hosts hardly any two fall on one place, and put each other out for ever. */
    private static final int PLACES = 1 << 14;

    /**
     * What was found of names met lately. Most leads come from the same few hundred hosts, and finding it out costs more than
     * all else about a host. A place holds the last name that fell there, so that it stays of one size whatever is sent;
     * threads may overwrite each other, and lose nothing but time.
     */
    private static final @Nullable Known[] KNOWN = new @Nullable Known[PLACES];

    private record Known(String name, Registry registry) {}

    /** @param name of the domain name system, in lower case and ASCII */
    static Registry of(String name) {
        int hash = name.hashCode();
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        Known known = KNOWN[place];
        if (known == null || !known.name().equals(name)) {
            known = new Known(name, find(name));
            KNOWN[place] = known;
        }
        return known.registry();
    }

    private static Registry find(String name) {
        if (!InternetDomainName.isValid(name)) {
            return new Registry(name, null);
        }
        InternetDomainName domain = InternetDomainName.from(name);
        InternetDomainName suffix = domain.registrySuffix();
        return new Registry(
                registrable(domain, name), suffix == null || domain.isRegistrySuffix() ? null : suffix.toString());
    }

    private static String registrable(InternetDomainName domain, String name) {
        if (domain.isUnderPublicSuffix()) {
            return domain.topPrivateDomain().toString();
        }
        return domain.hasPublicSuffix() ? name : HostName.lastTwoLabels(name);
    }
}
