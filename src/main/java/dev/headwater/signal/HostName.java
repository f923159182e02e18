package dev.headwater.signal;

import dev.headwater.table.Text;
import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who an address belongs to, made comparable: lower case, in its ASCII form, without {@code www.}, port, user or final
 * dot. Immutable.
 */
public final class HostName {
    private static final int LONGEST = 253;
    private static final Pattern IP_4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IP_6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*(%.{0,20})?");
    private static final Pattern PRIVATE_IP = Pattern.compile(
            "(10|127|0)\\..*|192\\.168\\..*|169\\.254\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|::1|f[cd].*:.*");

    /** Top-level names that are set aside for what is nobody's but one's own. */
    private static final Set<String> PRIVATE_NAMES = Set.of("localhost", "local", "internal");

    private final Kind kind;
    private final String name;

    // Found out when first asked for, since it takes longer than the rest; every thread finds the same.
    private @Nullable Registry registry;

    private HostName(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /** What a host can be. */
    public enum Kind {
        /** A name of the domain name system, or of a local network. */
        DOMAIN,
        /** An IP address. */
        IP,
        /** An app: an Android package, or what stands in its place for iOS. */
        APP
    }

    /** What kind of name it is. */
    public Kind kind() {
        return kind;
    }

    /** Never empty, at most 253 characters. */
    public String name() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostName host && kind == host.kind && name.equals(host.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }

    /** Reads what stands between {@code //} and the path; null where no host can be made of it. */
    static @Nullable HostName ofAuthority(String authority) {
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? null : ofIp6(host.substring(1, end));
        }
        int port = host.indexOf(':');
        if (port >= 0 && host.indexOf(':', port + 1) >= 0) {
            return ofIp6(host);
        }
        return of(port < 0 ? host : host.substring(0, port));
    }

    /** Reads a bare name; null where it is none. */
    public static @Nullable HostName of(String host) {
        String ascii = ascii(PercentCoding.decode(host.strip()));
        if (ascii == null) {
            return IP_6.matcher(host).matches() ? ofIp6(host) : null;
        }
        String name = ascii.startsWith("www.") && ascii.indexOf('.', 4) > 0 ? ascii.substring(4) : ascii;
        boolean digits = Character.isDigit(name.charAt(name.length() - 1));
        return new HostName(digits && IP_4.matcher(name).matches() ? Kind.IP : Kind.DOMAIN, name);
    }

    /** The name of an app; null where there is none. */
    static @Nullable HostName ofApp(String app) {
        String ascii = ascii(app.strip());
        return ascii == null ? null : new HostName(Kind.APP, ascii);
    }

    private static @Nullable HostName ofIp6(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        return name.length() <= LONGEST && IP_6.matcher(name).matches() ? new HostName(Kind.IP, name) : null;
    }

    private static @Nullable String ascii(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        }
        String ascii = text;
        if (!Text.isAscii(text)) {
            try {
                ascii = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return null;
            }
        }
        int end = ascii.length();
        while (end > 0 && ascii.charAt(end - 1) == '.') {
            end--;
        }
        String name = ascii.substring(0, end).toLowerCase(Locale.ROOT);
        return name.length() <= LONGEST && isWellFormed(name) ? name : null;
    }

    /** Labels of letters, digits, hyphens and low lines, none of them empty. */
    private static boolean isWellFormed(String name) {
        char before = '.';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean ok =
                    c == '.' ? before != '.' : c == '-' || c == '_' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!ok) {
                return false;
            }
            before = c;
        }
        return before != '.';
    }

    /** Whether the name has a label before its top-level domain, as all sites of the internet have. */
    boolean isInternet() {
        return kind != Kind.DOMAIN || name.indexOf('.') > 0;
    }

    /** Whether only people in our own network or on this very machine can reach it. */
    boolean isPrivate() {
        return kind == Kind.IP ? PRIVATE_IP.matcher(name).matches() : PRIVATE_NAMES.contains(topLevel());
    }

    /**
     * The domain that somebody registered, such as {@code acme.co.uk}; the name itself where it cannot be told. Sites of a
     * provider ({@code acme.github.io}) count as registered by their owners.
     */
    String registrable() {
        return registry().registrable();
    }

    private Registry registry() {
        Registry found = registry;
        if (found == null) {
            found = kind == Kind.DOMAIN ? Registry.of(name) : new Registry(name, null);
            registry = found;
        }
        return found;
    }

    /** Whether both belong to one registered domain. */
    boolean isOneSiteWith(HostName other) {
        return name.equals(other.name)
                || (kind == Kind.DOMAIN
                        && other.kind == Kind.DOMAIN
                        // Asked first, since it is quick and mostly settles it.
                        && lastTwoLabels().equals(other.lastTwoLabels())
                        && registrable().equals(other.registrable()));
    }

    private String lastTwoLabels() {
        return lastTwoLabels(name);
    }

    static String lastTwoLabels(String name) {
        int last = name.lastIndexOf('.');
        int second = last < 0 ? -1 : name.lastIndexOf('.', last - 1);
        return name.substring(second + 1);
    }

    /** The suffix under which anybody may register ({@code co.uk}); null where the name has none, or is one. */
    @Nullable
    String registrySuffix() {
        return registry().suffix();
    }

    /** The last label, such as {@code jp}; empty for an IP address and an app. */
    String topLevel() {
        return kind == Kind.DOMAIN ? name.substring(name.lastIndexOf('.') + 1) : "";
    }

    /** The registered domain, as a host. */
    HostName domain() {
        return registrable().equals(name) ? this : new HostName(kind, registrable());
    }

    /** This host without its first label; null where only the registered domain, or less, is left. */
    @Nullable
    HostName parent() {
        int dot = name.indexOf('.');
        if (kind != Kind.DOMAIN || dot < 0 || name.length() <= registrable().length()) {
            return null;
        }
        HostName parent = new HostName(kind, name.substring(dot + 1));
        Registry mine = registry();
        String suffix = parent.name.equals(mine.suffix()) ? null : mine.suffix();
        parent.registry = new Registry(mine.registrable(), suffix);
        return parent;
    }
}
