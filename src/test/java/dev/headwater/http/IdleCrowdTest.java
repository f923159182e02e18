package dev.headwater.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.http.RawConnection.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Very many who are connected and want nothing, or never finish what they want; the others are answered all the same. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IdleCrowdTest {
    /** What each of them has said so far: nothing, half a head, a head and half a body. */
    private static final List<String> SAID = List.of(
            "",
            "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nConte",
            "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{");

    private static final String LEAD =
            "POST /v1/leads:resolve HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 16\r\n\r\n{\"leadId\":\"%03d\"}";

    @Test
    void fifteenHundredWhoWantNothingDoNotKeepOthersWaiting() throws Exception {
        try (RunningService service = RunningService.start()) {
            List<SocketChannel> idle = idle(service.port(), 1_500);
            try {
                HttpResponse<String> lead = service.resolve("", "{\"leadId\": \"L\"}");
                assertThat(lead.statusCode()).isEqualTo(200);
                assertThat(service.metric("http_server_connections_open")).isGreaterThan(1_499);
                assertThat(service.metric("http_server_requests_in_flight")).isZero();
            } finally {
                close(idle);
            }
        }
    }

    /** As many as there may be by default, in a process of their own, for each process may have 20,000 files open. */
    @Test
    @Tag("slow")
    void tenThousandWhoWantNothingDoNotKeepOthersWaiting() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        KillTest.classPath(),
                        BenchmarkServer.class.getName(),
                        "2",
                        "none")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            int port = Integer.parseInt(Objects.requireNonNull(out.readLine()));
            int most = HttpBounds.DEFAULT.maxConnections();
            try (RawConnection asker = new RawConnection(port)) {
                double[] alone = ask(asker, 2_000);
                List<SocketChannel> idle = idle(port, most - 1);
                try {
                    double[] among = ask(asker, 200);
                    try (RawConnection oneTooMany = new RawConnection(port)) {
                        Response refusal = oneTooMany.send(LEAD.formatted(1)).read();
                        assertThat(refusal).extracting(Response::status).isEqualTo(503);
                    }
                    System.out.printf(
                            "a lead alone: median %.2f ms, slowest %.2f ms; among %,d connections: median %.2f ms, slowest %.2f ms%n",
                            alone[0], alone[1], idle.size(), among[0], among[1]);
                } finally {
                    close(idle);
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static List<SocketChannel> idle(int port, int count) throws IOException {
        List<SocketChannel> idle = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            idle.add(channel);
            channel.write(ByteBuffer.wrap(SAID.get(i % SAID.size()).getBytes(ISO_8859_1)));
        }
        return idle;
    }

    private static void close(List<SocketChannel> idle) throws IOException {
        for (SocketChannel channel : idle) {
            channel.close();
        }
    }

    /** Asks one lead after another, and tells the median and the most of what an answer took, in milliseconds. */
    private static double[] ask(RawConnection asker, int times) throws IOException {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            Response answer = asker.send(LEAD.formatted(i % 1_000)).read();
            nanos[i] = System.nanoTime() - start;
            assertThat(answer).extracting(Response::status).isEqualTo(200);
        }
        Arrays.sort(nanos);
        return new double[] {nanos[times / 2] / 1e6, nanos[times - 1] / 1e6};
    }
}
