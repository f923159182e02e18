package dev.headwater.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes one JSON document, field by field, straight into bytes. */
final class JsonOut {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Beyond it not every whole number is a double, and none is safe in JavaScript. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private final JsonGenerator json;

    private JsonOut(JsonGenerator json) {
        this.json = json;
    }

    /**
     * A document that is one object.
     *
     * @param size a guess at its length in bytes, should it not be given in one piece
     */
    static byte[] object(int size, Writing fields) {
        Pieces bytes = new Pieces(size);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            fields.to(new JsonOut(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** A text, or null. */
    void text(String name, @Nullable String text) throws IOException {
        json.writeFieldName(name);
        if (text == null) {
            json.writeNull();
        } else {
            json.writeString(Unicode.wellFormed(text));
        }
    }

    /** A text, or no field at all. */
    void textIfAny(String name, @Nullable String text) throws IOException {
        if (text != null) {
            text(name, text);
        }
    }

    void flag(String name, boolean flag) throws IOException {
        json.writeBooleanField(name, flag);
    }

    void whole(String name, long number) throws IOException {
        json.writeNumberField(name, number);
    }

    /** A number, without a decimal point where it is whole. */
    void number(String name, double number) throws IOException {
        if (Math.rint(number) == number && Math.abs(number) <= LARGEST_WHOLE) {
            json.writeNumberField(name, (long) number);
        } else {
            json.writeNumberField(name, number);
        }
    }

    /** A decimal number, as exact as it is. */
    void decimal(String name, BigDecimal number) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(written(number));
    }

    void object(String name, Writing fields) throws IOException {
        json.writeObjectFieldStart(name);
        fields.to(this);
        json.writeEndObject();
    }

    /** A list of objects. */
    <T> void objects(String name, Iterable<T> items, Element<T> fields) throws IOException {
        json.writeArrayFieldStart(name);
        for (T item : items) {
            json.writeStartObject();
            fields.to(this, item);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A list of what is written already. */
    <T> void written(String name, List<T> items, Function<? super T, SerializedString> form) throws IOException {
        json.writeArrayFieldStart(name);
        for (int i = 0; i < items.size(); i++) {
            json.writeRawValue(form.apply(items.get(i)));
        }
        json.writeEndArray();
    }

    /** A document, to be part of others. */
    static SerializedString written(byte[] document) {
        return new SerializedString(new String(document, StandardCharsets.UTF_8));
    }

    /** A list of decimal numbers, as exact as they are. */
    void decimals(String name, Iterable<BigDecimal> numbers) throws IOException {
        json.writeArrayFieldStart(name);
        for (BigDecimal number : numbers) {
            json.writeNumber(written(number));
        }
        json.writeEndArray();
    }

    private static String written(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** An object whose fields are decimal numbers, by name. */
    void decimals(String name, Map<String, BigDecimal> numbers) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, BigDecimal> number : new TreeMap<>(numbers).entrySet()) {
            decimal(number.getKey(), number.getValue());
        }
        json.writeEndObject();
    }

    /** A list of texts. */
    void texts(String name, Iterable<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(Unicode.wellFormed(text));
        }
        json.writeEndArray();
    }

    void nothing(String name) throws IOException {
        json.writeNullField(name);
    }

    /**
     * Gathers what the generator gives. That has a buffer of its own, kept from document to document, and gives nearly all
     * documents in one piece: of that a copy is made, as long as it is, and no second one.
     */
    private static final class Pieces extends OutputStream {
        private final int size;
        private byte[] only = {};
        private @Nullable ByteArrayOutputStream many;

        Pieces(int size) {
            this.size = size;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] piece, int from, int length) {
            if (many == null && only.length == 0) {
                only = Arrays.copyOfRange(piece, from, from + length);
                return;
            }
            if (many == null) {
                many = new ByteArrayOutputStream(Math.max(size, 4 * (only.length + length)));
                many.writeBytes(only);
            }
            many.write(piece, from, length);
        }

        byte[] toByteArray() {
            return many == null ? only : many.toByteArray();
        }
    }

    /** Writes the fields of one object. */
    interface Writing {
        void to(JsonOut out) throws IOException;
    }

    /** Writes the fields of one object of a list. */
    interface Element<T> {
        void to(JsonOut out, T item) throws IOException;
    }
}
