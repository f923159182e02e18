package dev.headwater.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Addresses for members in tests. */
public final class FreeAddresses {
    /** Processes that look at the same time begin at different ports; one process never says a port twice. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(12_000 + (int) (ProcessHandle.current().pid() % 16_000));

    private FreeAddresses() {}

    /** On this machine, with ports that nobody uses, nor the ones that belong to them. */
    public static List<InetSocketAddress> of(int members) {
        InetAddress here = InetAddress.getLoopbackAddress();
        List<InetSocketAddress> found = new ArrayList<>();
        while (found.size() < members) {
            int port = NEXT.getAndIncrement();
            try (ServerSocket first = new ServerSocket(port, 1, here);
                    ServerSocket second = new ServerSocket(port + Cluster.WATCH_PORT, 1, here)) {
                found.add(new InetSocketAddress(here, first.getLocalPort()));
            } catch (IOException e) {
                continue;
            }
        }
        return found;
    }
}
