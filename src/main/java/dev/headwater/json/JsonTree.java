package dev.headwater.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain values: Map, List, String, Long, BigInteger, BigDecimal, Boolean and null, the shape that YAML readers
 * give as well. A name told twice in one object has {@link Twice} as its value.
 */
final class JsonTree {
    /** Deeper nesting is refused. */
    static final int MAX_DEPTH = 64;

    /** Longer texts are refused; a body is bounded long before, a stream of leads is not. */
    static final int MAX_TEXT = 1 << 20;

    static final int MAX_NAME = 10_000;
    static final int MAX_NUMBER = 1_000;

    /**
     * Names are not interned: they come from strangers. Comments, trailing commas and other extensions of JSON stay off.
     */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonTree() {}

    /** Stands for a value that was told twice: whichever were taken, somebody would have meant the other. */
    enum Twice {
        TOLD_TWICE
    }

    /**
     * Reads the value that begins with the parser's current token, and leaves the parser on its last.
     *
     * @throws IOException if it is not JSON, or past the bounds
     */
    static @Nullable Object valueAt(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value begins with " + token);
        };
    }

    /** A number whose exponent no decimal number can have is JSON by its letters, and still none that anybody can read. */
    private static BigDecimal decimal(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw new JsonParseException(parser, "A number's exponent is too large", e);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = valueAt(parser);
            int before = fields.size();
            fields.put(name, value);
            if (fields.size() == before) {
                fields.put(name, Twice.TOLD_TWICE);
            }
        }
        return fields;
    }

    private static List<@Nullable Object> list(JsonParser parser) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(valueAt(parser));
        }
        return items;
    }
}
