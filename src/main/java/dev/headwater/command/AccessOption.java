package dev.headwater.command;

import dev.headwater.http.AccessSettings;
import dev.headwater.http.Role;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may call a service. */
final class AccessOption {
    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "Ask every caller for a key of this file, which the command key makes. A change of the file is in"
                            + " force within a second or two (default: no keys, everybody may call)")
    private @Nullable Path keys;

    @Option(
            names = "--open-metrics",
            description = "Let everybody read /metrics, though there are keys. Without, it asks for the role read")
    private boolean openMetrics;

    @Option(
            names = "--without-keys",
            description = "Listen on an address that others reach, though whoever reaches it can ask")
    private boolean withoutKeys;

    AccessSettings settings() {
        return new AccessSettings(keys, openMetrics ? Role.OPEN : Role.READ);
    }

    /** Why a service must not listen there; null where it may. */
    @Nullable
    String tooOpen(String host) {
        if (settings().asks() && withoutKeys) {
            return "--without-keys contradicts the keys that are named. Leave one of them out.";
        }
        if (settings().asks() || withoutKeys || isLoopback(host)) {
            return null;
        }
        return host + " can be reached by others, and no keys are named that could keep strangers out. Make one with"
                + " \"java -jar headwater.jar key add\" and name its file with --keys, listen on 127.0.0.1 behind a proxy"
                + " that keeps them out, or say --without-keys.";
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // Starting to listen will say so better.
            return true;
        }
    }
}
