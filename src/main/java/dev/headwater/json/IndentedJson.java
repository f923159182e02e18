package dev.headwater.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON on several lines, for people. */
public final class IndentedJson {
    private static final DefaultPrettyPrinter LINES = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private IndentedJson() {}

    /**
     * The same document, in UTF-8, without a line end after it.
     *
     * @param json one whole JSON document, as written here
     */
    public static byte[] of(byte[] json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(json.length * 2);
        try (JsonParser parser = JsonTree.FACTORY.createParser(json);
                JsonGenerator generator = JsonTree.FACTORY.createGenerator(out)) {
            generator.setPrettyPrinter(LINES.createInstance());
            parser.nextToken();
            generator.copyCurrentStructure(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("what was written as JSON cannot be read as JSON", e);
        }
        return out.toByteArray();
    }
}
