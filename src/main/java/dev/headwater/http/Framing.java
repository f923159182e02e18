package dev.headwater.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the HTTP parser and the server, which would answer two refusals with less than problem details: of another
 * version of HTTP, and of a body whose chunks cannot be told apart. Both are marked as requests that could not be read;
 * what comes after them on their connection is thrown away, for nobody knows where the next request would begin.
 *
 * <p>The server closes a connection with the refusal of what could not be read. Were that at once, what is still arriving
 * would make the network throw the refusal away before it is read; so here it is put off a little.
 */
final class Framing extends ChannelDuplexHandler {
    private static final long LISTEN_ON_MILLIS = 100;

    private @Nullable HttpRequest last;
    private boolean broken;
    private boolean unreadable;

    private Framing() {}

    /** Watches a connection that has just been opened. */
    static void watch(HttpConnection connection) {
        if (connection instanceof HttpServerConnection server) {
            ChannelHandlerContext end = server.channelHandlerContext();
            end.pipeline().addBefore(end.name(), "framing", new Framing());
        }
    }

    /** Whether the end of a request's body is not the end that its sender meant. */
    static boolean isBroken(HttpServerRequest request) {
        return request.decoderResult().isFailure();
    }

    /** Sees to it that a request whose body nobody reads does not leave its connection open when the body is broken. */
    static void passOver(HttpServerRequest request) {
        request.endHandler(ended -> {
            if (isBroken(request) && request.response().ended()) {
                request.connection().close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (broken) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            context.fireChannelRead(ofOurVersion(request));
        } else if (message instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            broken = true;
            DecoderResult why = content.decoderResult();
            content.release();
            end(context, why);
        } else {
            context.fireChannelRead(message);
        }
    }

    private HttpRequest ofOurVersion(HttpRequest request) {
        last = request;
        HttpVersion version = request.protocolVersion();
        unreadable = request.decoderResult().isFailure();
        if (unreadable || version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0)) {
            return request;
        }
        broken = true;
        unreadable = true;
        HttpRequest ours =
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, request.method(), request.uri(), request.headers());
        ours.setDecoderResult(DecoderResult.failure(new UnknownVersion(version.text())));
        return ours;
    }

    /** The body ends here, for those who read it as for those who wait for its end; the mark says how. */
    private void end(ChannelHandlerContext context, DecoderResult why) {
        unreadable = true;
        if (last != null) {
            last.setDecoderResult(why);
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise closed) {
        if (unreadable && context.channel().isActive()) {
            unreadable = false;
            context.executor().schedule(() -> context.close(closed), LISTEN_ON_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            context.close(closed);
        }
    }

    /** A request of a version of HTTP that is not spoken here. */
    static final class UnknownVersion extends IOException {
        private static final long serialVersionUID = 1;

        UnknownVersion(String version) {
            super(version);
        }
    }
}
