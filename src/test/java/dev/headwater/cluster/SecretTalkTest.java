package dev.headwater.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.PingHeader;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What members say under a secret, and what those who do not know it make of it. */
class SecretTalkTest {
    private static final String WORDS = "sixteen characters and more";
    private static final String TOLD = "lead:anna@example.com";
    private static final short HEADER = ClassConfigurator.getProtocolId(org.jgroups.protocols.PING.class);

    /** Each takes a while to make, by intent. */
    private static final Secret OURS = new Secret("headwater", WORDS);

    private static final Secret OURS_ELSEWHERE = new Secret("headwater", WORDS);
    private static final Secret OTHER_WORDS = new Secret("headwater", WORDS + "!");
    private static final Secret OTHER_CLUSTER = new Secret("another", WORDS);

    private final Ends here = new Ends(OURS);
    private final Ends there = new Ends(OURS_ELSEWHERE);

    @Test
    void aMessageArrivesAsItWasWithItsHeadersAndFlags() {
        here.talk.down(message());
        Message sealed = here.below.heard.get(0);
        assertThat(sealed.isFlagSet(Message.Flag.OOB)).isTrue();
        there.talk.up(sealed);
        Message arrived = there.above.heard.get(0);
        assertThat(new String(arrived.getArray(), arrived.getOffset(), arrived.getLength(), UTF_8))
                .isEqualTo(TOLD);
        assertThat(arrived.<PingHeader>getHeader(HEADER)).hasToString(header().toString());
        assertThat(arrived.getSrc()).isEqualTo(here.address);
        assertThat(arrived.isFlagSet(Message.Flag.OOB)).isTrue();
    }

    @Test
    void aMessageThatBringsNothingIsSealedTooSinceItMayAskToBeLetIn() {
        here.talk.down(new EmptyMessage(there.address).putHeader(HEADER, header()));
        Message sealed = here.below.heard.get(0);
        assertThat(sealed.getNumHeaders()).isZero();
        there.talk.up(sealed);
        assertThat(there.above.heard.get(0).<PingHeader>getHeader(HEADER)).isNotNull();
    }

    @Test
    void whoListensSeesNeitherWhatIsSaidNorThatItIsTheSameAgain() {
        here.talk.down(message());
        here.talk.down(message());
        assertThat(here.below.said(0)).doesNotContain("anna", "headwater").isNotEqualTo(here.below.said(1));
    }

    @Test
    void whoHasAnotherSecretOrNoneOrChangesAByteIsNotHeard() {
        Ends stranger = new Ends(OTHER_WORDS);
        Ends otherCluster = new Ends(OTHER_CLUSTER);
        stranger.talk.down(message());
        otherCluster.talk.down(message());
        there.talk.up(stranger.below.heard.get(0));
        there.talk.up(otherCluster.below.heard.get(0));
        there.talk.up(message().setSrc(here.address));
        there.talk.up(
                new EmptyMessage(there.address).putHeader(HEADER, header()).setSrc(here.address));
        here.talk.down(message());
        Message sealed = here.below.heard.get(0);
        for (int at : new int[] {0, 20, 40, sealed.getLength() - 1}) {
            byte[] changed = sealed.getArray().clone();
            changed[at] ^= 1;
            there.talk.up(new BytesMessage(there.address, changed).setSrc(here.address));
        }
        assertThat(there.above.heard).isEmpty();
    }

    @Test
    void ofManyMessagesAtOnceThoseThatOpenAreHeard() {
        Ends stranger = new Ends(OTHER_WORDS);
        stranger.talk.down(message());
        here.talk.down(message());
        here.talk.down(message());
        MessageBatch batch = new MessageBatch(3);
        batch.add(here.below.heard.get(0));
        batch.add(stranger.below.heard.get(0));
        batch.add(here.below.heard.get(1));
        there.talk.up(batch);
        assertThat(there.above.heard).hasSize(2);
        MessageBatch strange = new MessageBatch(1);
        strange.add(stranger.below.heard.get(0));
        there.talk.up(strange);
        assertThat(there.above.heard).hasSize(2);
    }

    private Message message() {
        return new BytesMessage(there.address, TOLD.getBytes(UTF_8))
                .setFlag(Message.Flag.OOB)
                .putHeader(HEADER, header());
    }

    private static PingHeader header() {
        return new PingHeader(PingHeader.GET_MBRS_REQ).clusterName("headwater");
    }

    /** A member between the network and the rest of itself, both of which remember what they hear. */
    private static final class Ends {
        private final UUID address = UUID.randomUUID();
        private final Hearing below = new Hearing();
        private final Hearing above = new Hearing();
        private final SecretTalk talk;

        Ends(Secret secret) {
            talk = new SecretTalk(secret);
            talk.setAddress(address);
            talk.setDownProtocol(below);
            talk.setUpProtocol(above);
        }
    }

    private static final class Hearing extends Protocol {
        private final List<Message> heard = new ArrayList<>();

        String said(int number) {
            Message message = heard.get(number);
            return new String(message.getArray(), message.getOffset(), message.getLength(), UTF_8)
                    + message.printHeaders();
        }

        @Override
        public @Nullable Object down(Message message) {
            heard.add(message);
            return null;
        }

        @Override
        public @Nullable Object down(org.jgroups.Event event) {
            return null;
        }

        @Override
        public @Nullable Object up(Message message) {
            heard.add(message);
            return null;
        }

        @Override
        public void up(MessageBatch batch) {
            batch.forEach(heard::add);
        }
    }
}
