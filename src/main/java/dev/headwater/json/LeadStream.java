package dev.headwater.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.headwater.json.LeadContextJson.Item;
import dev.headwater.json.Reading.NotJson;
import java.io.BufferedInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Leads from a stream, one at a time: the elements of an array, or documents one after another. */
final class LeadStream implements Iterator<Item> {
    /** How far the stream's first character is looked for, past blanks. */
    private static final int LOOK_AHEAD = 1 << 16;

    private final Documents documents;
    private long index;
    private @Nullable Item next;
    private boolean started;

    LeadStream(InputStream json) {
        try {
            BufferedInputStream buffered = new BufferedInputStream(json, LOOK_AHEAD);
            documents = firstCharacter(buffered) == '[' ? new Elements(buffered) : new Lines(buffered);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        if (!started) {
            next = advance();
            started = true;
        }
        return next != null;
    }

    @Override
    public Item next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("no more leads");
        }
        started = false;
        return next;
    }

    private @Nullable Item advance() {
        try {
            Document document = documents.next();
            return document == null ? null : new Item(index++, document.line(), document.reading());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int firstCharacter(BufferedInputStream json) throws IOException {
        json.mark(LOOK_AHEAD);
        int c;
        int left = LOOK_AHEAD;
        do {
            c = json.read();
        } while (--left > 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n' || isByteOrderMark(c)));
        json.reset();
        return c;
    }

    private static boolean isByteOrderMark(int c) {
        return c == 0xEF || c == 0xBB || c == 0xBF;
    }

    /** One document of a stream and the line on which it begins. */
    record Document(long line, Reading reading) {}

    /** Where documents come from. */
    interface Documents {
        /** The next one, or null at the end. */
        @Nullable
        Document next() throws IOException;
    }

    /** The elements of one array. What is not JSON ends it: nobody can tell where the next element would begin. */
    private static final class Elements implements Documents {
        private final JsonParser parser;
        private boolean ended;

        Elements(InputStream json) throws IOException {
            parser = JsonTree.FACTORY.createParser(json);
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
        }

        @Override
        public @Nullable Document next() throws IOException {
            if (ended) {
                return null;
            }
            long line = parser.currentLocation().getLineNr();
            try {
                if (parser.currentToken() == null) {
                    parser.nextToken();
                }
                JsonToken token = parser.nextToken();
                line = parser.currentTokenLocation().getLineNr();
                if (token == JsonToken.END_ARRAY) {
                    ended = true;
                    return afterTheArray();
                }
                return new Document(line, LeadContextJson.read(JsonTree.valueAt(parser)));
            } catch (JsonProcessingException | CharConversionException e) {
                ended = true;
                return new Document(line, NotJsonReasons.of(e));
            }
        }

        private @Nullable Document afterTheArray() throws IOException {
            if (parser.nextToken() == null) {
                return null;
            }
            int line = parser.currentTokenLocation().getLineNr();
            int column = parser.currentTokenLocation().getColumnNr();
            return new Document(line, new NotJson("something follows after the array's end", line, column));
        }
    }
}
