package dev.headwater.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.json.LeadContextJson.Item;
import dev.headwater.json.Reading.Lead;
import dev.headwater.json.Reading.NotALead;
import dev.headwater.json.Reading.NotJson;
import dev.headwater.lead.LeadId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadStreamTest {

    @Test
    void eachLineIsALead() {
        assertThat(told("{\"leadId\": \"a\"}\n{\"leadId\": \"b\"}\r\n\n  \n{\"leadId\": \"c\"}"))
                .containsExactly("0@1 a", "1@2 b", "2@5 c");
    }

    @Test
    void eachElementOfAnArrayIsALead() {
        assertThat(told(" \n[ {\"leadId\": \"a\"},\n {\"leadId\": \"b\"}, {} ]\n"))
                .containsExactly("0@2 a", "1@3 b", "2@3 null");
    }

    @Test
    void oneObjectOverManyLinesIsOneLead() {
        assertThat(told("{\n  \"leadId\": \"a\",\n  \"form\":\n  {\n    \"name\": \"{\"\n  }\n}\n"))
                .containsExactly("0@1 a");
    }

    @Test
    void objectsOverManyLinesFollowEachOther() {
        assertThat(told("{\n\"leadId\": \"a\"\n}\n\n{\n\n\"leadId\": \"b\", \"x\": [\n{},\n{}\n]\n}"))
                .containsExactly("0@1 a", "1@5 b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\r\n ", "[]", " [ ]\n", "\uFEFF", "\uFEFF[]"})
    void nothingInGivesNothingOut(String json) {
        assertThat(told(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"leadId\": \"a\"}", "[{\"leadId\": \"a\"}]", "\n{\"leadId\": \"a\"}"})
    void aByteOrderMarkIsPassedOver(String json) {
        assertThat(told("\uFEFF" + json)).singleElement().asString().endsWith(" a");
    }

    @Test
    void whatIsWrongWithALineStaysWithThatLine() {
        assertThat(
                        told(
                                "{\"leadId\": \"a\"}\n{\"leadId\": true}\n{\"leadId\" \"c\"}\n[]\n7\nleadId,b\n{\"leadId\": \"d\"}"))
                .containsExactly(
                        "0@1 a",
                        "1@2 [/leadId: found true, expected text]",
                        "2@3 line 3, column 11: Unexpected character ('\"' (code 34)): was expecting a colon to separate"
                                + " field name and value",
                        "3@4 [the whole: found a list, expected an object, such as {\"leadId\": \"L-1042\"}]",
                        "4@5 [the whole: found 7, expected an object, such as {\"leadId\": \"L-1042\"}]",
                        "5@6 line 6, column 1: Unrecognized token 'leadId': was expecting (JSON String, Number, Array,"
                                + " Object or token 'null', 'true' or 'false')",
                        "6@7 d");
    }

    @Test
    void aLineCutShortCostsOneLead() {
        assertThat(told("{\"leadId\": \"a\"}\n{\"leadId\": \"b\n{\"leadId\": \"c\", \"form\":{\n{\"leadId\": \"d\"}"))
                .hasSize(4)
                .satisfies(items -> {
                    assertThat(items.get(1)).startsWith("1@2 line 2, column");
                    assertThat(items.get(2)).startsWith("2@3 line 3, column").endsWith("it ends too early");
                    assertThat(items.get(3)).isEqualTo("3@4 d");
                });
    }

    @Test
    void theFirstLineCutShortCostsOneLeadToo() {
        assertThat(told("{\"leadId\": \"a\",\n{\"leadId\": \"b\"}\n{\"leadId\": \"c\"}"))
                .hasSize(3)
                .endsWith("1@2 b", "2@3 c");
    }

    @Test
    void anObjectThatNeverClosesIsOneTrouble() {
        assertThat(told("{\n\"leadId\": \"a\"\n")).singleElement().asString().contains("it ends too early");
    }

    @Test
    void aLeadTooLongIsRefusedAndTheNextIsRead() {
        String huge = "{\"leadId\": \"a\", \"x\": \"" + "x".repeat(3 << 20) + "\"}";
        assertThat(told(huge + "\n{\"leadId\": \"b\"}"))
                .containsExactly("0@1 it is longer than 1048576 bytes", "1@2 b");
    }

    @Test
    void whatIsWrongWithAnElementStaysWithIt() {
        assertThat(told("[{\"leadId\": \"a\"}, 7, {\"leadId\": []}, {\"leadId\": \"d\"}]"))
                .containsExactly(
                        "0@1 a",
                        "1@1 [the whole: found 7, expected an object, such as {\"leadId\": \"L-1042\"}]",
                        "2@1 [/leadId: found a list, expected text]",
                        "3@1 d");
    }

    @Test
    void anArrayThatBreaksOffSaysSoAndEnds() {
        assertThat(told("[{\"leadId\": \"a\"},\n{\"leadId\" \"b\"},\n{}]"))
                .hasSize(2)
                .satisfies(items -> {
                    assertThat(items.get(0)).isEqualTo("0@1 a");
                    assertThat(items.get(1)).startsWith("1@2 line 2, column 11: ");
                });
        assertThat(told("[{\"leadId\": \"a\"},")).hasSize(2).last().asString().endsWith("it ends too early");
        assertThat(told("[{}] {}")).hasSize(2).last().asString().endsWith("something follows after the array's end");
    }

    @Test
    void aHundredThousandLeadsAreReadOneAtATime() {
        String line = "{\"leadId\": \"a\", \"attributes\": {\"n\": 1}}\n";
        InputStream many = new ByteArrayInputStream(line.repeat(100_000).getBytes(StandardCharsets.UTF_8));
        Iterator<Item> items = LeadContextJson.readAll(many);
        long count = 0;
        while (items.hasNext()) {
            Item item = items.next();
            assertThat(item.index()).isEqualTo(count++);
        }
        assertThat(count).isEqualTo(100_000);
    }

    @Test
    void aLeadIsGivenAsSoonAsItsLineIsThere() {
        InputStream rest = new Failing("asked for more than the first line");
        InputStream first = new ByteArrayInputStream("{\"leadId\": \"a\"}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(LeadContextJson.readAll(new SequenceInputStream(first, rest))
                        .next()
                        .reading())
                .isInstanceOf(Lead.class);
    }

    @Test
    void aStreamThatFailsIsNotTakenForItsEnd() {
        for (String start : List.of("", "{\"leadId\": \"a\"", "[{\"leadId\": ")) {
            InputStream failing = new Failing("disk gone");
            InputStream json =
                    new SequenceInputStream(new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), failing);
            assertThatThrownBy(() -> LeadContextJson.readAll(json).hasNext())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("disk gone");
        }
    }

    @Test
    void afterTheLastThereIsNoNext() {
        Iterator<Item> items = read("{}");
        items.next();
        assertThat(items.hasNext()).isFalse();
        assertThatThrownBy(items::next).isInstanceOf(NoSuchElementException.class);
    }

    private static Iterator<Item> read(String json) {
        return LeadContextJson.readAll(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> told(String json) {
        List<String> told = new ArrayList<>();
        read(json).forEachRemaining(item -> told.add(item.index() + "@" + item.line() + " " + told(item.reading())));
        return told;
    }

    private static @Nullable Object told(Reading reading) {
        if (reading instanceof Lead lead) {
            LeadId id = lead.lead().leadId();
            return id == null ? null : id.value();
        }
        return reading instanceof NotALead notALead ? notALead.faults() : (NotJson) reading;
    }

    /** A stream of which nothing can be read. */
    private static final class Failing extends InputStream {
        private final String why;

        Failing(String why) {
            this.why = why;
        }

        @Override
        public int read() throws IOException {
            throw new IOException(why);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            throw new IOException(why);
        }
    }
}
