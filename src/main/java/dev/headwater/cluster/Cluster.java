package dev.headwater.cluster;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a process finds the others that keep histories with it.
 *
 * @param name of the cluster; those of another name keep to themselves
 * @param members how the others are found
 * @param bind the address that this one talks to the others from; its port 1 to {@value #MAX_PORT}
 * @param secret what every member has to know, and what their talk is encrypted with; null for talk in plain
 */
public record Cluster(
        String name,
        Members members,
        InetSocketAddress bind,
        @Nullable String secret) {

    /** A second port, as far above the first, tells at once that a member's process is gone. */
    public static final int WATCH_PORT = 100;

    /** The highest port that leaves room for the second one. */
    public static final int MAX_PORT = 65_535 - WATCH_PORT;

    /** The port that is meant where none is said. */
    public static final int DEFAULT_PORT = 7800;

    /** How members are found. */
    public sealed interface Members {}

    /**
     * They are told, each with its address and port.
     *
     * @param addresses of this one and of some or all others
     */
    public record Listed(List<InetSocketAddress> addresses) implements Members {
        public Listed {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * A name has the addresses of all, as that of a headless service of Kubernetes; all use the same port.
     *
     * @param name asked for again and again, since members come and go
     */
    public record Dns(String name) implements Members {}

    /** @throws IllegalArgumentException if the port leaves no room for the second one */
    public Cluster {
        if (bind.getPort() < 1 || bind.getPort() > MAX_PORT) {
            throw new IllegalArgumentException("a member's port is 1 to " + MAX_PORT + ", not " + bind.getPort());
        }
    }
}
