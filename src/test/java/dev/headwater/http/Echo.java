package dev.headwater.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON, writes JSON, and decides nothing: what a lead costs before anything is done for it.
 *
 * <p>The first body that asks for it becomes the answer: {@code PUT /echo} by the benchmark, with a real resolution.
 */
final class Echo {
    private static final JsonFactory JSON = new JsonFactory();

    private final BoundedBody bodies;
    private volatile List<Token> answer = List.of();

    Echo(BoundedBody bodies) {
        this.bodies = bodies;
    }

    /** Takes what is answered from now on. */
    void learn(RoutingContext context) {
        bodies.receive(context, body -> {
            answer = tokens(body);
            Reply.nothing(context.request());
        });
    }

    void answer(RoutingContext context) {
        bodies.receive(context, body -> {
            int read = read(body);
            Reply.send(context.request(), read > 0 ? 200 : 400, Reply.JSON, write(answer));
        });
    }

    private static int read(byte[] body) {
        int length = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    length += parser.currentName().length();
                } else if (parser.currentToken().isScalarValue()) {
                    length += parser.getText().length();
                }
            }
            return length;
        } catch (IOException e) {
            return 0;
        }
    }

    private static byte[] write(List<Token> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            for (Token token : tokens) {
                token.write(json);
            }
        } catch (IOException e) {
            throw new IllegalStateException("nothing fails in memory", e);
        }
        return bytes.toByteArray();
    }

    private static List<Token> tokens(byte[] body) {
        List<Token> tokens = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            while (parser.nextToken() != null) {
                tokens.add(new Token(parser.currentToken(), parser.getText()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("not JSON", e);
        }
        return tokens;
    }

    private record Token(JsonToken kind, @Nullable String text) {
        void write(JsonGenerator json) throws IOException {
            switch (kind) {
                case START_OBJECT -> json.writeStartObject();
                case END_OBJECT -> json.writeEndObject();
                case START_ARRAY -> json.writeStartArray();
                case END_ARRAY -> json.writeEndArray();
                case FIELD_NAME -> json.writeFieldName(text);
                case VALUE_STRING -> json.writeString(text);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.writeNumber(text);
                case VALUE_TRUE -> json.writeBoolean(true);
                case VALUE_FALSE -> json.writeBoolean(false);
                case VALUE_NULL -> json.writeNull();
                case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException("not in JSON text");
            }
        }
    }
}
