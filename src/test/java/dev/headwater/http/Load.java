package dev.headwater.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Posts leads over keep-alive connections of loopback, a thread and a plain socket each, so that the one who measures takes as
 * little of the machine as possible. Every lead has a name of its own, is told {@value #TOUCHES_EACH} times within an hour, each with a click ID of its own, and
 * comes from one of {@value #ADS} ads, of which, as in life, few bring most and most bring few (the r-th most popular one
 * 1/r as many as the first).
 */
final class Load {
    /** How often each lead is told, so that histories are read that have something in them. */
    private static final int TOUCHES_EACH = 3;

    private static final int ADS = 10_000;

    private static final String NAME = "L-0000000000";
    private static final String AD = "ad-00000";
    private static final String TIME = "15:07Z";
    private static final String CLICK = "6789012345";

    private static final String LEAD = """
            {"leadId":"%s","occurredAt":"2026-11-23T10:15:07Z",\
            "landingUrl":"https://acme.example/pricing?utm_source=google&utm_medium=cpc&utm_campaign=brand-emea\
            &utm_term=lead+source+software&utm_content=ad-00000&gclid=Cj0KCQiA3sq6BhD2ARIsAJ8MRwXyZ6789012345abc",\
            "referrer":"https://www.google.com/","form":{"name":"demo-request","heardAboutUs":"a friend told me"},\
            "promoCode":null,"dialledNumber":null,"crm":{"leadSource":null},"offline":null,\
            "attributes":{"companySize":250,"country":"DE","industry":"software"}}""";

    private final int port;
    private final String path;
    private final AtomicLong told = new AtomicLong();

    Load(int port, String path) {
        this.port = port;
        this.path = path;
    }

    /** What a run came to. */
    record Result(double perSecond, Histogram micros) {
        double percentile(double percent) {
            return micros.getValueAtPercentile(percent) / 1_000.0;
        }
    }

    /** As many as go, each connection asking again as soon as it is answered. */
    Result saturate(int connections, double seconds) {
        return run(connections, seconds, 0);
    }

    /** So many a second in all, by a plan that slow answers do not delay: waiting counts as time. */
    Result at(double perSecond, int connections, double seconds) {
        return run(connections, seconds, perSecond);
    }

    /** One answer, to look at. */
    byte[] once() throws IOException {
        try (Connection connection = new Connection()) {
            return connection.ask(told.getAndIncrement());
        }
    }

    void learn(byte[] answer) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String head = "PUT /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + answer.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            socket.getOutputStream().write(answer);
            if (socket.getInputStream().read() != 'H') {
                throw new IOException("the echo did not learn its answer");
            }
        }
    }

    private Result run(int connections, double seconds, double perSecond) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long start = System.nanoTime() + 5_000_000;
            long end = start + (long) (seconds * 1e9);
            List<Future<Histogram>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                long gap = perSecond == 0 ? 0 : (long) (1e9 * connections / perSecond);
                long first = start + gap * i / connections;
                parts.add(threads.submit(() -> drive(first, end, gap)));
            }
            Histogram all = new Histogram(3);
            for (Future<Histogram> part : parts) {
                all.add(part.get());
            }
            return new Result(all.getTotalCount() / ((System.nanoTime() - start) / 1e9), all);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Histogram drive(long first, long end, long gap) throws IOException {
        Histogram nanos = new Histogram(3);
        try (Connection connection = new Connection()) {
            long due = first;
            while (due < end) {
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                long begun = gap == 0 ? System.nanoTime() : due;
                connection.ask(told.getAndIncrement());
                long now = System.nanoTime();
                nanos.recordValue(Math.max(0, now - begun));
                due = gap == 0 ? now : due + gap;
            }
        }
        return nanos;
    }

    /** One connection. Its request is rendered once; of each lead only name, time, click ID and ad are written anew. */
    private final class Connection implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;
        private final byte[] request;
        private final int name;
        private final int time;
        private final int click;
        private final int ad;

        Connection() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            in = new BufferedInputStream(socket.getInputStream(), 16_384);
            out = socket.getOutputStream();
            byte[] body = LEAD.formatted(NAME).getBytes(UTF_8);
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n";
            String whole = head + new String(body, UTF_8);
            request = whole.getBytes(UTF_8);
            name = whole.indexOf(NAME) + 2;
            time = whole.indexOf(TIME);
            click = whole.indexOf(CLICK);
            ad = whole.indexOf(AD) + 3;
        }

        byte[] ask(long number) throws IOException {
            long lead = number / TOUCHES_EACH;
            write(lead, name, NAME.length() - 2);
            long second = new SplittableRandom(~number).nextInt(3_600);
            write(second / 60, time, 2);
            write(second % 60, time + 3, 2);
            write(number, click, CLICK.length());
            write(adOf(lead), ad, AD.length() - 3);
            out.write(request);
            String status = line();
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).trim());
                }
            }
            byte[] body = in.readNBytes(length);
            if (!status.startsWith("HTTP/1.1 200")) {
                throw new IOException(status + " " + new String(body, UTF_8));
            }
            return body;
        }

        /** The same for each touch of a lead, and for each run. */
        private static long adOf(long lead) {
            double share = new SplittableRandom(lead).nextDouble();
            return (long) Math.pow(ADS, share) - 1;
        }

        private void write(long number, int from, int length) {
            long digits = number;
            for (int i = from + length - 1; i >= from; i--) {
                request[i] = (byte) ('0' + digits % 10);
                digits /= 10;
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder(64);
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the server closed the connection");
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
