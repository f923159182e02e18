package dev.headwater.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a JWKS document on the web. It is fetched at a steady pace, and in between when a token is signed with a key
 * that is not known, though never more often than every half minute, whatever callers send. Where it cannot be had the
 * last keys stay, for a day: a key that was taken back while nobody could tell us must not open the door for ever.
 */
final class RemoteKeys implements TokenKeys.Source {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1 << 20;

    private final URI address;
    private final Pace pace;
    private final HttpClient client;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread;
    private volatile Fetched last;

    /**
     * How often to ask.
     *
     * @param regular the time between two fetches
     * @param least the least time between two fetches
     * @param longest how long keys are trusted without a fetch
     */
    record Pace(Duration regular, Duration least, Duration longest) {
        static final Pace USUAL = new Pace(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofDays(1));
    }

    private record Fetched(TokenKeys keys, long at) {}

    /** Keys from somebody whom Java trusts. */
    RemoteKeys(String address, Pace pace) throws IOException {
        this(address, null, pace);
    }

    /**
     * @param authorities a file with the certificates that alone are trusted; null for those that Java trusts
     * @throws IOException if the document cannot be had, in words for the one who named it
     */
    RemoteKeys(String address, @Nullable Path authorities, Pace pace) throws IOException {
        this.address = address(address);
        this.pace = pace;
        HttpClient.Builder client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(HttpClient.Redirect.NEVER);
        this.client = (authorities == null ? client : client.sslContext(Authorities.of(authorities))).build();
        this.last = new Fetched(fetch(), System.nanoTime());
        this.thread = new Thread(this::keepAsking, "watch-token-keys");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Whoever can change what comes from there can let himself in: so over TLS, or from this machine. */
    private static URI address(String written) throws IOException {
        URI address;
        try {
            address = new URI(written);
        } catch (java.net.URISyntaxException e) {
            throw new IOException("\"" + written + "\" is not an address", e);
        }
        if (address.getHost() == null) {
            throw new IOException("\"" + written + "\" is not an address");
        }
        if (!"https".equals(address.getScheme())
                && !InetAddress.getByName(address.getHost()).isLoopbackAddress()) {
            throw new IOException("keys of tokens are fetched by https:// alone, not from " + written);
        }
        return address;
    }

    @Override
    public TokenKeys get() throws IOException {
        Fetched fetched = last;
        if (System.nanoTime() - fetched.at() > pace.longest().toNanos()) {
            throw new IOException("the keys of tokens are too old to be trusted");
        }
        return fetched.keys();
    }

    @Override
    public void missed() {
        if (wanted.availablePermits() == 0) {
            wanted.release();
        }
    }

    private void keepAsking() {
        try {
            while (true) {
                Thread.sleep(pace.least().toMillis());
                wanted.tryAcquire(pace.regular().toMillis(), TimeUnit.MILLISECONDS);
                wanted.drainPermits();
                refresh();
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void refresh() {
        try {
            TokenKeys keys = fetch();
            if (!keys.equals(last.keys())) {
                LOG.info("keys of tokens changed, and are in force: {}", keys);
            }
            last = new Fetched(keys, System.nanoTime());
        } catch (IOException | RuntimeException e) {
            LOG.error("keys of tokens cannot be fetched; those from before stay in force. {}", e.getMessage());
        }
    }

    private TokenKeys fetch() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException(address + " answers with status " + answer.statusCode());
                }
                byte[] content = body.readNBytes(MAX_BYTES + 1);
                if (content.length > MAX_BYTES) {
                    throw new IOException(address + " answers with more than " + MAX_BYTES + " bytes");
                }
                return TokenKeys.read(address.toString(), content);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + address, e);
        } catch (FlawedFile e) {
            throw e;
        } catch (SSLException e) {
            throw new IOException(
                    "the keys of tokens cannot be fetched from " + address + ": its certificate is not one to trust ("
                            + e.getMessage() + "). --jwt-ca names an authority of your own",
                    e);
        } catch (IOException e) {
            throw new IOException("the keys of tokens cannot be fetched from " + address + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
