package dev.headwater.json;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as problem details.
 *
 * @param type what kind of refusal
 * @param detail what happened this time, and how to mend it, in sentences for people
 * @param instance names this one occurrence, as the log does too; null where the request itself says all
 * @param errors what is wrong, one by one; empty where the detail says all
 * @param limit the bound that was passed, in bytes or in leads; null where none was
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(
        ProblemType type,
        String detail,
        @Nullable String instance,
        List<Fault> errors,
        @Nullable Long limit) {

    /** The media type of {@link #toJson}. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** How many errors are listed; the detail says how many there are. */
    public static final int MAX_ERRORS = 100;

    public Problem {
        errors = List.copyOf(errors);
    }

    /** A refusal whose detail says all. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, null, List.of(), null);
    }

    /** A refusal of something past a bound. */
    public static Problem pastLimit(ProblemType type, String detail, long limit) {
        return new Problem(type, detail, null, List.of(), limit);
    }

    /** A refusal with a list of what is wrong; of very many, only the first are listed. */
    public static Problem of(ProblemType type, String detail, List<Fault> errors) {
        if (errors.size() <= MAX_ERRORS) {
            return new Problem(type, detail, null, errors, null);
        }
        String cut = detail + " Only the first " + MAX_ERRORS + " are listed.";
        return new Problem(type, cut, null, errors.subList(0, MAX_ERRORS), null);
    }

    /** A refusal of something that is not JSON. */
    public static Problem of(Reading.NotJson trouble) {
        return of(ProblemType.NOT_JSON, "The body cannot be read: " + trouble + ".");
    }

    /** A refusal of JSON that is not a lead context. */
    public static Problem of(Reading.NotALead trouble) {
        int count = trouble.faults().size();
        String detail = count == 1 ? "One thing is wrong with it." : count + " things are wrong with it.";
        return of(ProblemType.NOT_A_LEAD, detail, trouble.faults());
    }

    /** This refusal with a name for its one occurrence. */
    public Problem named(String newInstance) {
        return new Problem(type, detail, newInstance, errors, limit);
    }

    /** The problem details, in UTF-8. */
    public byte[] toJson() {
        return JsonOut.object(512, this::write);
    }

    /** The same as a member of a batch's answers: which of its leads it is about comes first. */
    byte[] toJson(long index) {
        return JsonOut.object(512, json -> {
            json.whole("index", index);
            write(json);
        });
    }

    private void write(JsonOut json) throws IOException {
        json.text("type", type.urn());
        json.text("title", type.title());
        json.whole("status", type.status());
        json.text("detail", detail);
        json.textIfAny("instance", instance);
        if (limit != null) {
            json.whole("limit", limit);
        }
        if (!errors.isEmpty()) {
            json.objects("errors", errors, (out, fault) -> {
                out.text(type.place(), fault.pointer());
                out.text("found", fault.found());
                out.text("expected", fault.expected());
            });
        }
    }
}
