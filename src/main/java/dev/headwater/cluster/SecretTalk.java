package dev.headwater.cluster;

import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jgroups.BytesMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.stack.Protocol;
import org.jgroups.util.ByteArray;
import org.jgroups.util.FastArray;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals all that members say to each other, right above the network; what does not open is not heard. So whoever does not
 * know the secret is found by nobody, joins nobody and says nothing to anybody, and both sides say in their logs why.
 *
 * <p>The encryption that JGroups 5.5 has does not know AES-GCM, seals only what a message brings and not what it is, and lets
 * messages that bring nothing pass, such as the request to join.
 */
final class SecretTalk extends Protocol {
    private static final Logger LOG = LoggerFactory.getLogger(SecretTalk.class);

    private static final long TELL_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Secret secret;
    private final AtomicLong told = new AtomicLong(System.nanoTime() - TELL_AGAIN_NANOS);

    SecretTalk(Secret secret) {
        this.secret = secret;
    }

    @Override
    public @Nullable Object down(Message message) {
        if (message.getSrc() == null) {
            message.setSrc(local_addr);
        }
        try {
            ByteArray plain = Util.messageToBuffer(message);
            byte[] sealed = secret.seal(plain.getArray(), plain.getOffset(), plain.getLength());
            return down_prot.down(new BytesMessage(message.getDest(), sealed)
                    .setSrc(message.getSrc())
                    .setFlag(message.getFlags(false), false)
                    .setFlag(message.getFlags(true), true));
        } catch (Exception e) {
            throw new IllegalStateException("a message to another member cannot be sealed", e);
        }
    }

    @Override
    public @Nullable Object up(Message sealed) {
        Message opened = opened(sealed);
        return opened == null ? null : up_prot.up(opened);
    }

    @Override
    public void up(MessageBatch batch) {
        FastArray<Message>.FastIterator all = (FastArray<Message>.FastIterator) batch.iterator();
        while (all.hasNext()) {
            Message opened = opened(all.next());
            if (opened == null) {
                all.remove();
            } else {
                all.replace(opened);
            }
        }
        if (!batch.isEmpty()) {
            up_prot.up(batch);
        }
    }

    private @Nullable Message opened(Message sealed) {
        try {
            if (!sealed.hasArray()) {
                throw new GeneralSecurityException("not sealed");
            }
            byte[] plain = secret.open(sealed.getArray(), sealed.getOffset(), sealed.getLength());
            return Util.messageFromBuffer(plain, 0, plain.length);
        } catch (GeneralSecurityException e) {
            tell(sealed);
            return null;
        } catch (Exception e) {
            throw new IllegalStateException("what another member has sealed is no message", e);
        }
    }

    /** Not each time: they try again and again. */
    private void tell(Message sealed) {
        long before = told.get();
        long now = System.nanoTime();
        if (now - before >= TELL_AGAIN_NANOS && told.compareAndSet(before, now)) {
            Object from = down_prot.down(new Event(Event.GET_PHYSICAL_ADDRESS, sealed.getSrc()));
            LOG.error(
                    "somebody{} who talks to this member has another --cluster-secret, or none: it is not heard, and not"
                            + " let in. All members need the same one",
                    from == null ? "" : " at " + from);
        }
    }
}
