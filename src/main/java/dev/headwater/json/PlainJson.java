package dev.headwater.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON documents as plain values (Map, List, String, Number, Boolean, null), for those who ask for no particular form. */
public final class PlainJson {
    private PlainJson() {}

    /** What came of reading a document. */
    public sealed interface Read {}

    /** It is JSON. */
    public record Tree(@Nullable Object value) implements Read {}

    /** It is not. */
    public record NotJson(Reading.NotJson trouble) implements Read {}

    /** Reads one document, within the bounds of {@link LeadContextJson}; the last of two fields of one name wins. */
    public static Read read(byte[] json) {
        try (JsonParser parser = JsonTree.FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                return new NotJson(new Reading.NotJson("it is empty", 0, 0));
            }
            Object tree = JsonTree.valueAt(parser);
            if (parser.nextToken() != null) {
                var place = parser.currentTokenLocation();
                return new NotJson(
                        new Reading.NotJson("something follows after its end", place.getLineNr(), place.getColumnNr()));
            }
            return new Tree(tree);
        } catch (IOException e) {
            return new NotJson(NotJsonReasons.of(e));
        }
    }

    /**
     * Writes a document in one line, in UTF-8.
     *
     * @param tree Map, Iterable, String, Number, Boolean or null, nested at will; anything else is written as its text
     */
    public static byte[] write(@Nullable Object tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonTree.FACTORY.createGenerator(bytes)) {
            value(json, tree);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                value(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                value(json, item);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            number(json, number);
        } else {
            json.writeString(Unicode.wellFormed(value.toString()));
        }
    }

    /** Whole numbers have no decimal point, whatever they were kept in. */
    private static void number(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigInteger whole) {
            json.writeNumber(whole);
        } else if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number.doubleValue() == number.longValue()) {
            json.writeNumber(number.longValue());
        } else {
            json.writeNumber(number.doubleValue());
        }
    }
}
