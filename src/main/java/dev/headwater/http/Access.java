package dev.headwater.http;

import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Who may call, as of now: the files that {@link AccessSettings} name, read and looked at until closed. */
public final class Access implements AutoCloseable {
    /** Everybody may do everything. */
    public static final Access OPEN = new Access(AccessSettings.OPEN, List.of(), Clock.systemUTC());

    private final AccessSettings settings;
    private final Guard guard;
    private final List<Credentials> credentials;

    private Access(AccessSettings settings, List<Credentials> credentials, InstantSource clock) {
        this.settings = settings;
        this.guard = new Guard(credentials, clock);
        this.credentials = credentials;
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

    Guard guard() {
        return guard;
    }

    CrossOrigin crossOrigin() {
        return new CrossOrigin(settings.origins());
    }

    Role metrics() {
        return settings.metrics();
    }

    @Override
    public void close() {
        credentials.forEach(Credentials::close);
    }
}
