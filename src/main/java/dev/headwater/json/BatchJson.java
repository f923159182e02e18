package dev.headwater.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many leads in one array, and the answers to many. Each answer is an object of its own that begins with its index. */
public final class BatchJson {
    private BatchJson() {}

    /** What came of reading an array of leads. */
    public sealed interface Batch {
        /** It is one; what is wrong with one of them stays with that one. */
        record Leads(List<BatchItem> items) implements Batch {
            public Leads {
                items = List.copyOf(items);
            }
        }

        /** It is none, or too long: none of it is answered. */
        record Refused(Problem problem) implements Batch {}
    }

    /**
     * Reads an array of leads. Never throws, whatever the bytes are.
     *
     * @param most how many leads it may have
     */
    public static Batch read(byte[] json, int most) {
        try (JsonParser parser = JsonTree.FACTORY.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return refused(new Reading.NotJson("it is empty", 0, 0));
            }
            if (first != JsonToken.START_ARRAY) {
                return new Batch.Refused(Problem.of(
                        ProblemType.NOT_A_BATCH,
                        "Send an array of leads; a single lead goes to /v1/leads:resolve.",
                        List.of(new Fault("", first.isStructStart() ? "an object" : "no array", "an array of leads"))));
            }
            List<BatchItem> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (items.size() == most) {
                    return new Batch.Refused(Problem.pastLimit(
                            ProblemType.TOO_MANY_LEADS,
                            "An array may have " + most
                                    + " leads, and this one has more. Send several, or send the leads as"
                                    + " lines (application/x-ndjson), as many as you like.",
                            most));
                }
                items.add(BatchItem.of(LeadContextJson.read(JsonTree.valueAt(parser))));
            }
            return parser.nextToken() == null
                    ? new Batch.Leads(items)
                    : refused(new Reading.NotJson(
                            "something follows after the array's end",
                            parser.currentTokenLocation().getLineNr(),
                            parser.currentTokenLocation().getColumnNr()));
        } catch (IOException e) {
            return refused(NotJsonReasons.of(e));
        }
    }

    private static Batch refused(Reading.NotJson trouble) {
        return new Batch.Refused(Problem.of(trouble));
    }

    /**
     * An answer as one of a batch's, in UTF-8.
     *
     * @param index 0 for the first lead
     * @param replayed whether it was given before, to the same contact
     * @param resolution the answer as {@link ResolutionJson} writes it
     */
    public static byte[] answer(long index, boolean replayed, byte[] resolution) {
        byte[] head = ("{\"index\":" + index + (replayed ? ",\"replayed\":true," : ",")).getBytes(UTF_8);
        byte[] whole = Arrays.copyOf(head, head.length + resolution.length - 1);
        System.arraycopy(resolution, 1, whole, head.length, resolution.length - 1);
        return whole;
    }

    /** A refusal of one of a batch's leads, in UTF-8. */
    public static byte[] refusal(long index, Problem problem) {
        return problem.toJson(index);
    }
}
