package dev.headwater.http;

import dev.headwater.access.Access;
import dev.headwater.access.ApiKey;
import dev.headwater.access.Caller;
import dev.headwater.access.Credentials.Verdict;
import dev.headwater.access.Role;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands before every call: who may make it goes on, and who may not is told why. */
final class Guard {
    /** Where the key stands that does not stand in {@code Authorization}. */
    static final String API_KEY = "X-API-Key";

    private static final String CALLER = Caller.class.getName();
    private static final String SCHEME = "Bearer ";
    private static final String REALM = "Bearer realm=\"headwater\"";

    private final Access access;

    Guard(Access access) {
        this.access = access;
    }

    /** What comes of one who wants to make a call. */
    sealed interface Entry {
        /** He may. */
        record Free(Caller caller) implements Entry {}

        /**
         * He may not.
         *
         * @param challenge the value of {@code WWW-Authenticate}
         */
        record Barred(Problem problem, String challenge) implements Entry {}
    }

    /** Remembers who makes a call. */
    static void enters(RoutingContext context, Caller caller) {
        context.put(CALLER, caller);
    }

    /** Who makes a call; {@link Caller#ANYBODY} where nobody was asked. */
    static Caller caller(RoutingContext context) {
        Caller caller = context.get(CALLER);
        return caller == null ? Caller.ANYBODY : caller;
    }

    /** Whether one may make a call that asks for a role. */
    Entry enter(HttpServerRequest request, Role asked) {
        if (!access.asks() || asked == Role.OPEN) {
            return new Entry.Free(Caller.ANYBODY);
        }
        List<String> shown = shown(request);
        if (shown.size() > 1) {
            return unknown("Show one key, in one header.", "invalid_request");
        }
        if (shown.isEmpty()) {
            return unknown(
                    "Show a key that has the role \"" + asked.word()
                            + "\", with the header \"Authorization: Bearer …\" or \"X-API-Key: …\".",
                    null);
        }
        Verdict verdict = access.judge(shown.get(0));
        if (verdict instanceof Verdict.Wrong wrong) {
            return unknown(wrong.why(), "invalid_token");
        }
        Caller caller = ((Verdict.Known) verdict).caller();
        return caller.may(asked) ? new Entry.Free(caller) : forbidden(caller, asked);
    }

    /** All that is shown; a header of another scheme counts as one that opens nothing. */
    private static List<String> shown(HttpServerRequest request) {
        List<String> shown = new ArrayList<>();
        for (String header : request.headers().getAll(HttpHeaders.AUTHORIZATION)) {
            shown.add(
                    header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                            ? header.substring(SCHEME.length()).strip()
                            : "");
        }
        request.headers().getAll(API_KEY).forEach(key -> shown.add(key.strip()));
        return shown;
    }

    private static Entry unknown(String detail, @Nullable String error) {
        return new Entry.Barred(
                Problem.of(ProblemType.NO_KEY, detail), error == null ? REALM : REALM + ", error=\"" + error + "\"");
    }

    private static Entry forbidden(Caller caller, Role asked) {
        String has = caller.roles().isEmpty()
                ? "no role here"
                : ApiKey.words(caller.roles()).replace(",", " and ");
        String detail =
                "This call is for the role \"" + asked.word() + "\"; \"" + caller.name() + "\" has " + has + ".";
        return new Entry.Barred(
                Problem.of(ProblemType.NOT_YOURS, detail),
                REALM + ", error=\"insufficient_scope\", scope=\"" + asked.word() + "\"");
    }
}
