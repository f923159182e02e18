package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.rules.SentFiles;
import dev.headwater.rules.SentFiles.NotTaken;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files in a body: a form as {@code curl -F} and browsers send it, or a zip file. Nothing is put on disk. */
final class SentBody {
    static final String MULTIPART = "multipart/form-data";
    static final String ZIP = "application/zip";

    private static final Set<String> ZIPS = Set.of(ZIP, "application/x-zip-compressed", "application/x-zip");
    private static final int MAX_PARTS = 5_000;
    private static final String EXAMPLE =
            "curl -F files=@channel.xlsx, or curl -H 'Content-Type: application/zip'" + " --data-binary @rules.zip";

    private SentBody() {}

    /** Why a body is not read; null where it holds files by its headers. */
    static @Nullable Problem refusal(HttpServerRequest request) {
        if (isZip(request) || typeOf(request).equals(MULTIPART)) {
            return null;
        }
        String told = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Send files as " + MULTIPART + ", or a folder as " + ZIP + ": " + EXAMPLE + ".",
                List.of(new Fault(
                        "Content-Type", told == null ? "nothing" : Query.quoted(told), MULTIPART + " or " + ZIP)));
    }

    static boolean isZip(HttpServerRequest request) {
        return ZIPS.contains(typeOf(request));
    }

    private static String typeOf(HttpServerRequest request) {
        List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        return types.size() == 1 ? types.get(0).split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
    }

    /**
     * Takes a body apart.
     *
     * @param contentType as it was sent
     * @throws NotTaken in words for the one who sent it
     */
    static SentFiles read(String contentType, boolean isZip, byte[] body) throws NotTaken {
        SentFiles files = new SentFiles();
        if (isZip) {
            files.addZip(body);
        } else {
            readForm(contentType, body, files);
        }
        if (files.isEmpty()) {
            throw new NotTaken("", "There is no file in it.");
        }
        return files;
    }

    private static void readForm(String contentType, byte[] body, SentFiles files) throws NotTaken {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, io.netty.handler.codec.http.HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
        request.headers().set(HttpHeaders.CONTENT_TYPE, contentType);
        HttpPostMultipartRequestDecoder form = null;
        try {
            form = new HttpPostMultipartRequestDecoder(
                    new DefaultHttpDataFactory(false), request, UTF_8, MAX_PARTS, Integer.MAX_VALUE);
            for (InterfaceHttpData part : form.getBodyHttpDatas()) {
                if (!(part instanceof FileUpload file) || file.getFilename().isEmpty()) {
                    throw new NotTaken(
                            part.getName(), "This part of the form is no file. Send files: " + EXAMPLE + ".");
                }
                // A backslash is doubled on its way, and the decoder leaves it so.
                files.add(file.getFilename().replace("\\\\", "\\"), file.get());
            }
        } catch (HttpPostRequestDecoder.TooManyFormFieldsException e) {
            throw new NotTaken("", "The form has more than " + MAX_PARTS + " parts.");
        } catch (IOException | RuntimeException e) {
            // The decoder has many ways to stumble, and whatever it stumbles over was sent.
            throw new NotTaken("", "The form cannot be read: it ends too early, or its boundary is not told.");
        } finally {
            if (form != null) {
                form.destroy();
            }
        }
    }
}
