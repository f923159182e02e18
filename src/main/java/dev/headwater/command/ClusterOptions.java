package dev.headwater.command;

import dev.headwater.cluster.Cluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Who keeps histories together with this process. */
final class ClusterOptions {
    private static final String DNS = "dns:";
    private static final int SHORTEST_SECRET = 16;

    @Option(
            names = "--cluster",
            paramLabel = "MEMBERS",
            converter = MembersConverter.class,
            description = {
                "Keep histories together with other processes, each person's on two of them. Their addresses, this one's"
                        + " among them, such as 10.0.0.1:7800,10.0.0.2:7800; or a name that has the addresses of all, such as"
                        + " dns:headwater-headless.sales.svc.cluster.local (default: alone)"
            })
    private Cluster.@Nullable Members members;

    @Option(
            names = "--cluster-bind",
            paramLabel = "ADDRESS:PORT",
            converter = AddressConverter.class,
            description = "With --cluster: the address that the others reach this one by. The port "
                    + Cluster.WATCH_PORT
                    + " above it is used too (default: the first of the list that is this machine's and"
                    + " free; with dns: this machine's own, port 7800)")
    private @Nullable InetSocketAddress bind;

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            defaultValue = "headwater",
            description = "With --cluster: members of another name keep to themselves (default: ${DEFAULT-VALUE})")
    private String name = "";

    @Option(
            names = "--cluster-secret",
            paramLabel = "FILE",
            description =
                    "With --cluster: a file with a secret of " + SHORTEST_SECRET + " characters or more, the same for"
                            + " all. What members say is encrypted with it, and nobody else can join")
    private @Nullable Path secret;

    @Option(
            names = "--cluster-plain",
            description = "With --cluster: talk without a secret on an address that others reach, who can then read and"
                    + " write all histories")
    private boolean plain;

    /**
     * The cluster as it was told; null where there is none.
     *
     * @throws IOException if that cannot be, in words for the one who runs the service
     */
    @Nullable
    Cluster cluster() throws IOException {
        if (members == null) {
            if (bind != null || secret != null || plain) {
                throw new IOException("--cluster-bind, --cluster-secret and --cluster-plain go with --cluster.");
            }
            return null;
        }
        InetSocketAddress own = bind != null ? bind : own(members);
        if (own.getPort() < 1 || own.getPort() > Cluster.MAX_PORT) {
            throw new IOException(
                    "--cluster-bind: a member's port is 1 to " + Cluster.MAX_PORT + ", not " + own.getPort() + ".");
        }
        if (secret == null && !plain && !own.getAddress().isLoopbackAddress()) {
            throw new IOException(
                    own.getHostString() + " can be reached by others, who could read and write all histories."
                            + " Name a file with a secret that all members know with --cluster-secret, or say --cluster-plain.");
        }
        return new Cluster(name, members, own, secret == null ? null : secret(secret));
    }

    boolean isTold() {
        return members != null;
    }

    private static String secret(Path file) throws IOException {
        String secret;
        try {
            secret = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("--cluster-secret: " + file + " cannot be read.", e);
        }
        if (secret.length() < SHORTEST_SECRET) {
            throw new IOException("--cluster-secret: the secret in " + file + " has " + secret.length()
                    + " characters; " + SHORTEST_SECRET + " or more keep others out.");
        }
        return secret;
    }

    private static InetSocketAddress own(Cluster.Members members) throws IOException {
        if (members instanceof Cluster.Listed listed) {
            for (InetSocketAddress each : listed.addresses()) {
                if (isOurs(each.getAddress()) && isFree(each)) {
                    return each;
                }
            }
            throw new IOException("none of the addresses of --cluster is this machine's and free. Say this one's with"
                    + " --cluster-bind.");
        }
        return new InetSocketAddress(thisMachine(), Cluster.DEFAULT_PORT);
    }

    private static boolean isOurs(InetAddress address) throws IOException {
        return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    }

    private static boolean isFree(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the others see this machine as. */
    private static InetAddress thisMachine() throws IOException {
        List<InetAddress> all = new ArrayList<>();
        NetworkInterface.networkInterfaces()
                .forEach(each -> each.inetAddresses().forEach(all::add));
        return all.stream()
                .filter(InetAddress::isSiteLocalAddress)
                .findFirst()
                .orElseThrow(
                        () -> new IOException(
                                "this machine has no private address that others could reach it by. Say one with --cluster-bind."));
    }

    private static InetSocketAddress address(String written) {
        int colon = written.lastIndexOf(':');
        String host = colon < 0 || written.endsWith("]") ? written : written.substring(0, colon);
        String port = colon < 0 || written.endsWith("]") ? "" : written.substring(colon + 1);
        try {
            int number = port.isEmpty() ? Cluster.DEFAULT_PORT : Integer.parseInt(port);
            if (host.isBlank() || number < 1 || number > Cluster.MAX_PORT) {
                throw new NumberFormatException(port);
            }
            return new InetSocketAddress(InetAddress.getByName(host.strip()), number);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("\"" + written + "\" is not an address and a port up to "
                    + Cluster.MAX_PORT + ", such as 10.0.0.1:7800");
        } catch (UnknownHostException e) {
            throw new TypeConversionException("\"" + written + "\": no address is known by this name");
        }
    }

    /** An address with a port. */
    static final class AddressConverter implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String written) {
            return address(written.strip());
        }
    }

    /** Addresses, or a name that has them. */
    static final class MembersConverter implements ITypeConverter<Cluster.Members> {
        @Override
        public Cluster.Members convert(String written) {
            if (written.startsWith(DNS)) {
                String name = written.substring(DNS.length()).strip();
                if (name.isEmpty()) {
                    throw new TypeConversionException(
                            "\"" + written + "\" names nothing; such as dns:headwater-headless");
                }
                return new Cluster.Dns(name);
            }
            List<InetSocketAddress> all = new ArrayList<>();
            for (String each : written.split(",", -1)) {
                all.add(address(each.strip()));
            }
            return new Cluster.Listed(all);
        }
    }
}
