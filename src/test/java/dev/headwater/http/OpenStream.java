package dev.headwater.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream of leads as a client of its own speed has it: lines go out as chunks, answers come in one by one. */
final class OpenStream implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final OutputStream out;
    private final InputStream in;
    private int leftOfChunk;
    private boolean answering;
    private boolean over;
    private String head = "";

    OpenStream(int port) throws IOException {
        this(port, "", 1 << 16);
    }

    /** @param receives how many bytes the network keeps of answers that nobody reads */
    OpenStream(int port, String query, int receives) throws IOException {
        socket.setReceiveBufferSize(receives);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        out = socket.getOutputStream();
        in = new BufferedInputStream(socket.getInputStream());
        out.write(("POST /v1/leads:batchResolve" + query + " HTTP/1.1\r\nHost: x\r\n"
                        + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes as they are, as one chunk. */
    OpenStream send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(bytes.length + 16);
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        chunk.writeBytes(bytes);
        chunk.writeBytes(new byte[] {'\r', '\n'});
        out.write(chunk.toByteArray());
        return this;
    }

    OpenStream line(String json) throws IOException {
        return send(json + "\n");
    }

    /** No more leads will come. */
    OpenStream end() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** The next answer; null at the end. */
    @Nullable
    String read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2_048);
        for (int b = body(); b >= 0; b = body()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(b);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    JsonNode json() throws IOException {
        return OpenApiContract.json(Objects.requireNonNull(read(), "no more answers"));
    }

    List<JsonNode> rest() throws IOException {
        List<JsonNode> rest = new ArrayList<>();
        for (String line = read(); line != null; line = read()) {
            rest.add(OpenApiContract.json(line));
        }
        return rest;
    }

    /** The answer's status line and headers. */
    String head() {
        return head;
    }

    /** The next byte; -1 at the end. Never waits for more than that byte. */
    private int body() throws IOException {
        if (over) {
            return -1;
        }
        if (!answering) {
            answering = true;
            StringBuilder lines = new StringBuilder();
            for (String line = headerLine(); !line.isEmpty(); line = headerLine()) {
                lines.append(line).append('\n');
            }
            head = lines.toString();
            leftOfChunk = Integer.parseInt(headerLine(), 16);
        } else if (leftOfChunk == 0) {
            headerLine();
            leftOfChunk = Integer.parseInt(headerLine(), 16);
        }
        if (leftOfChunk == 0) {
            over = true;
            headerLine();
            return -1;
        }
        leftOfChunk--;
        int b = in.read();
        if (b < 0) {
            throw new IOException("closed by the other side in the middle of a chunk");
        }
        return b;
    }

    private String headerLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed by the other side after " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Whether the other side has closed, once all is read. */
    boolean isClosedByTheOther() throws IOException {
        try {
            while (in.read() >= 0) {
                // what is left of the last chunk
            }
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Goes away as a process does that is killed: what it has not read is lost. */
    void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
