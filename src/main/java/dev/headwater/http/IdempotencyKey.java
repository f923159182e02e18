package dev.headwater.http;

import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import dev.headwater.lead.EventId;
import dev.headwater.lead.LeadContext;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key}: another way to name a contact, for those who name every request.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">the draft that describes it</a>
 */
final class IdempotencyKey {
    static final String NAME = "Idempotency-Key";

    /** A batch has many contacts, and the header names one. */
    static final Problem OF_MANY = wrong(
            "The header names one contact, and a batch has many. Name each in its own eventId.",
            "the header",
            "no such header");

    private IdempotencyKey() {}

    /**
     * The contact under the name that the header gives it, or as it is where there is none.
     *
     * @param refused takes what is wrong with the header
     * @return null where it was refused
     */
    static @Nullable LeadContext name(HttpServerRequest request, LeadContext lead, Consumer<Problem> refused) {
        List<String> told = request.headers().getAll(NAME);
        if (told.isEmpty()) {
            return lead;
        }
        EventId key = told.size() == 1 ? key(told.get(0).strip()) : null;
        if (key == null) {
            refused.accept(wrong(
                    "The key names one contact, so that a retry gets the same answer.",
                    told.size() == 1 ? quoted(told.get(0)) : told.size() + " headers",
                    "one text of 1 to " + EventId.MAX_LENGTH + " characters, in quotes or without"));
            return null;
        }
        EventId event = lead.eventId();
        if (event != null && !event.equals(key)) {
            refused.accept(wrong(
                    "The header and the body's eventId name the same thing, and here they differ.",
                    quoted(key.value()),
                    "the same as eventId, or no such header"));
            return null;
        }
        return lead.named(key);
    }

    /** The draft has it in quotes, and most who send it leave them out. */
    private static @Nullable EventId key(String header) {
        boolean inQuotes = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
        String key = inQuotes ? header.substring(1, header.length() - 1).replaceAll("\\\\([\"\\\\])", "$1") : header;
        try {
            return new EventId(key);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Problem wrong(String detail, String found, String expected) {
        return Problem.of(ProblemType.BAD_IDEMPOTENCY_KEY, detail, List.of(new Fault(NAME, found, expected)));
    }

    private static String quoted(String text) {
        return '"' + (text.length() <= 60 ? text : text.substring(0, 60) + "…") + '"';
    }
}
