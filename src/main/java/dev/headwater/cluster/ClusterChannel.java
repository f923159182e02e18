package dev.headwater.cluster;

import java.util.ArrayList;
import java.util.List;
import org.infinispan.remoting.transport.jgroups.AbstractJGroupsChannelConfigurator;
import org.jgroups.JChannel;
import org.jgroups.conf.ProtocolConfiguration;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * How members talk: over TCP, one protocol upon the other, as Infinispan's own stack has them (default-jgroups-tcp.xml of
 * infinispan-core 16.1). Other than there, members are found by list or by name, a silent one is given up after
 * {@value #SILENCE_MILLIS} ms, what is said may be sealed ({@link SecretTalk}), and two sides of a cut network do not merge ({@link Apart}).
 */
public final class ClusterChannel extends AbstractJGroupsChannelConfigurator {
    /** A process that is gone is noticed at once, by its socket; this is for one that hangs, or is cut off. */
    public static final long SILENCE_MILLIS = 8_000;

    private static final long HEARTBEAT_MILLIS = 2_000;
    private static final long ASK_AGAIN_MILLIS = 1_000;
    private static final long FIND_OTHERS_MILLIS = 1_000;
    private static final long FIND_OTHERS_AT_LAST_MILLIS = 4_000;
    private static final long JOIN_MILLIS = 2_000;
    private static final int CREDITS = 4_000_000;
    private static final int FRAGMENT = 60_000;

    private final Cluster cluster;
    private final Runnable comeOver;

    /** @param comeOver told when others keep histories apart from this member and can be reached again */
    public ClusterChannel(Cluster cluster, Runnable comeOver) {
        this.cluster = cluster;
        this.comeOver = comeOver;
    }

    @Override
    public String getName() {
        return cluster.name();
    }

    /** The stack is put together by {@link #createChannel}. */
    @Override
    public @Nullable List<ProtocolConfiguration> getProtocolStack() {
        return null;
    }

    @Override
    public @Nullable String getProtocolStackString() {
        return null;
    }

    @Override
    public JChannel createChannel(String ignored) throws Exception {
        TCP tcp = new TCP();
        tcp.setBindAddress(cluster.bind().getAddress());
        tcp.setClientBindAddr(cluster.bind().getAddress());
        tcp.setBindPort(cluster.bind().getPort());
        tcp.setPortRange(0);
        tcp.tcpNodelay(true);
        tcp.setSockConnTimeout(1_000);
        List<Protocol> stack = new ArrayList<>();
        stack.add(tcp);
        if (cluster.secret() != null) {
            stack.add(new SecretTalk(new Secret(cluster.name(), cluster.secret())));
        }
        stack.add(discovery(cluster));
        stack.add(new MERGE3().setMinInterval(FIND_OTHERS_MILLIS).setMaxInterval(FIND_OTHERS_AT_LAST_MILLIS));
        stack.add(new FD_SOCK2()
                .setBindAddress(cluster.bind().getAddress())
                .setOffset(Cluster.WATCH_PORT)
                .setPortRange(0));
        stack.add(new FD_ALL3().setTimeout(SILENCE_MILLIS).setInterval(HEARTBEAT_MILLIS));
        stack.add(new VERIFY_SUSPECT2().setTimeout(ASK_AGAIN_MILLIS));
        stack.add(new Apart(comeOver));
        stack.add(new NAKACK2().useMcastXmit(false));
        stack.add(new UNICAST3());
        stack.add(new STABLE());
        GMS membership = new GMS();
        membership.setJoinTimeout(JOIN_MILLIS);
        membership.printLocalAddress(false);
        stack.add(membership);
        stack.add(new UFC().setMaxCredits(CREDITS));
        stack.add(new MFC().setMaxCredits(CREDITS));
        stack.add(new FRAG4().setFragSize(FRAGMENT));
        return amendChannel(new JChannel(stack));
    }

    private static Protocol discovery(Cluster cluster) {
        Cluster.Members members = cluster.members();
        if (members instanceof Cluster.Listed listed) {
            return new TCPPING().initialHosts(listed.addresses()).portRange(0);
        }
        return new DNS_PING().dnsQuery(((Cluster.Dns) members).name());
    }
}
