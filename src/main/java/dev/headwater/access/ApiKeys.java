package dev.headwater.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The API keys of a file, as it is now. */
final class ApiKeys implements Credentials {
    private final LiveFiles<Keys> keys;

    /** @throws IOException if the file cannot be read or has flaws */
    ApiKeys(Path file) throws IOException {
        KeyFile reader = new KeyFile(file);
        reader.keys();
        this.keys = new LiveFiles<>(
                "API keys", List.of(file), LiveFiles.PAUSE, contents -> new Keys(reader.keys(contents.get(0))));
    }

    @Override
    public boolean isMeant(String shown) {
        return shown.startsWith(ApiKey.PREFIX);
    }

    /** Every key is compared, so that the time tells nothing of which was the one. */
    @Override
    public Verdict judge(String shown, Instant now) {
        byte[] hash = ApiKey.hash(shown);
        ApiKey found = null;
        for (ApiKey key : keys.get().all()) {
            if (key.hasHash(hash)) {
                found = key;
            }
        }
        return verdict(found, now);
    }

    /** That a key is over is told to one who has its secret, and to nobody else. */
    private static Verdict verdict(@Nullable ApiKey found, Instant now) {
        if (found == null) {
            return new Verdict.Wrong("This key opens nothing here.");
        }
        return found.isOver(now)
                ? new Verdict.Wrong("The key \"" + found.id() + "\" expired at " + found.expires() + ".")
                : new Verdict.Known(new Caller(found.id(), found.roles()));
    }

    @Override
    public void close() {
        keys.close();
    }

    private record Keys(List<ApiKey> all) {
        @Override
        public String toString() {
            return all.size() == 1 ? "1 key" : all.size() + " keys";
        }
    }
}
