package dev.headwater.http;

import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Who may call, as of now: the files that {@link AccessSettings} name, read and looked at until closed. */
public final class Access implements AutoCloseable {
    /** Everybody may do everything. */
    public static final Access OPEN = new Access(AccessSettings.OPEN, List.of(), List.of(), Clock.systemUTC());

    private final AccessSettings settings;
    private final Guard guard;
    private final List<ApiKeys> files;

    private Access(AccessSettings settings, List<Credentials> credentials, List<ApiKeys> files, InstantSource clock) {
        this.settings = settings;
        this.guard = new Guard(credentials, clock);
        this.files = files;
    }

    /**
     * Reads the files.
     *
     * @param clock tells when a key is over
     * @throws IOException if one cannot be read or has flaws, in words for the one who wrote it
     */
    public static Access open(AccessSettings settings, InstantSource clock) throws IOException {
        List<ApiKeys> files = new ArrayList<>();
        if (settings.keys() != null) {
            files.add(new ApiKeys(settings.keys()));
        }
        return new Access(settings, List.copyOf(files), files, clock);
    }

    Guard guard() {
        return guard;
    }

    Role metrics() {
        return settings.metrics();
    }

    @Override
    public void close() {
        files.forEach(ApiKeys::close);
    }
}
