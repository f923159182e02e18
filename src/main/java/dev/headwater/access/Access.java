package dev.headwater.access;

import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who may call, as of now: the files that {@link AccessSettings} name, read and looked at until closed. */
public final class Access implements AutoCloseable {
    /** Everybody may do everything. */
    public static final Access OPEN = new Access(AccessSettings.OPEN, List.of(), Clock.systemUTC());

    private final AccessSettings settings;
    private final List<Credentials> credentials;
    private final InstantSource clock;

    private Access(AccessSettings settings, List<Credentials> credentials, InstantSource clock) {
        this.settings = settings;
        this.credentials = List.copyOf(credentials);
        this.clock = clock;
    }

    /**
     * Reads the files.
     *
     * @param clock tells when a key is over
     * @throws IOException if one cannot be read or has flaws, in words for the one who wrote it
     */
    public static Access open(AccessSettings settings, InstantSource clock) throws IOException {
        List<Credentials> credentials = new ArrayList<>();
        if (settings.keys() != null) {
            credentials.add(new ApiKeys(settings.keys()));
        }
        if (settings.tokens() != null) {
            credentials.add(new Tokens(settings.tokens()));
        }
        return new Access(settings, credentials, clock);
    }

    /** Whether anybody is asked who he is. */
    public boolean asks() {
        return !credentials.isEmpty();
    }

    /** Who shows this key or token, as of now. Asked on event loops, so it never waits. */
    public Credentials.Verdict judge(String shown) {
        return credentials.stream()
                .filter(kind -> kind.isMeant(shown))
                .findFirst()
                .map(kind -> kind.judge(shown, clock.instant()))
                .orElseGet(() -> new Credentials.Verdict.Wrong("This key opens nothing here."));
    }

    /** The role that {@code /metrics} asks for. */
    public Role metrics() {
        return settings.metrics();
    }

    /** The origins of web pages that may call. */
    public Set<String> origins() {
        return settings.origins();
    }

    @Override
    public void close() {
        credentials.forEach(Credentials::close);
    }
}
