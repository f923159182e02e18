package dev.headwater.command;

import dev.headwater.http.TlsSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a service speaks TLS. */
final class TlsOption {
    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description =
                    "Speak TLS (1.2 or newer) alone, with the certificate in this PEM file, followed by those that lead"
                            + " to one that callers know. Read anew when it changes (default: in the clear)")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description =
                    "With --tls-cert: the PEM file with its private key, not encrypted, for the service alone to read")
    private @Nullable Path key;

    /** Null where it speaks in the clear. */
    @Nullable
    TlsSettings settings() {
        return certificate == null || key == null ? null : new TlsSettings(certificate, key);
    }

    /** What is wrong with it; null where nothing is. */
    @Nullable
    String wrong() {
        return (certificate == null) == (key == null) ? null : "--tls-cert and --tls-key go together.";
    }
}
