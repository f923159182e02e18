package dev.headwater.http;

import dev.headwater.json.Fault;
import dev.headwater.json.Problem;
import dev.headwater.json.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a request's headers fit what a call reads and writes. */
final class Negotiation {
    private static final Set<String> LINES = Set.of(BatchAnswers.LINES, "application/ndjson", "application/jsonl");

    private static final String CSV = "text/csv";

    private Negotiation() {}

    /** Why the answer can have none of the forms that were asked for; null where it can. */
    static @Nullable Problem accept(HttpServerRequest request, List<String> produced) {
        String asked = asked(request);
        if (asked.isBlank() || produced.stream().anyMatch(type -> quality(asked, type) > 0)) {
            return null;
        }
        String types = String.join(", ", produced);
        return Problem.of(
                ProblemType.NOT_ACCEPTABLE,
                "This call answers with " + types + ".",
                List.of(new Fault("Accept", quoted(asked), types + " or */*")));
    }

    /** The form that is wanted most of those that there are; of equally wanted ones the first. */
    static String preferred(HttpServerRequest request, List<String> produced) {
        String asked = asked(request);
        String best = produced.get(0);
        if (!asked.isBlank()) {
            for (String type : produced) {
                if (quality(asked, type) > quality(asked, best)) {
                    best = type;
                }
            }
        }
        return best;
    }

    private static String asked(HttpServerRequest request) {
        return String.join(", ", request.headers().getAll(HttpHeaders.ACCEPT));
    }

    /** Why a body is not read; null where it is JSON by its headers. */
    static @Nullable Problem jsonBody(HttpServerRequest request) {
        List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        return types.size() == 1 && isJson(types.get(0))
                ? encoded(request)
                : notOf(
                        types,
                        "Send JSON in UTF-8 and say so with the header Content-Type: application/json.",
                        Reply.JSON);
    }

    /** Why a body is not read; null where it is JSON by its headers, or lines of it. */
    static @Nullable Problem batchBody(HttpServerRequest request) {
        List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        return isLines(request) || (types.size() == 1 && isJson(types.get(0)))
                ? encoded(request)
                : notOf(
                        types,
                        "Send an array of leads as application/json, or a lead on each line as application/x-ndjson, in UTF-8,"
                                + " and say so with the header Content-Type.",
                        Reply.JSON + " or " + BatchAnswers.LINES);
    }

    /** Why a body is not read; null where it is JSON or a table by its headers. */
    static @Nullable Problem jsonOrCsvBody(HttpServerRequest request) {
        List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        return isCsv(request) || (types.size() == 1 && isJson(types.get(0)))
                ? encoded(request)
                : notOf(
                        types,
                        "Send JSON as " + Reply.JSON + ", or a table as " + CSV
                                + ", in UTF-8, and say so with the header" + " Content-Type.",
                        Reply.JSON + " or " + CSV);
    }

    /** Whether a body is a table, by its headers. */
    static boolean isCsv(HttpServerRequest request) {
        List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        return types.size() == 1 && isInUtf8(types.get(0)) && bare(types.get(0)).equals(CSV);
    }

    /** Whether a body has a JSON document on each line, by its headers. */
    static boolean isLines(HttpServerRequest request) {
        List<String> types = request.headers().getAll(HttpHeaders.CONTENT_TYPE);
        return types.size() == 1 && isInUtf8(types.get(0)) && LINES.contains(bare(types.get(0)));
    }

    private static Problem notOf(List<String> types, String detail, String expected) {
        String found = types.isEmpty() ? "nothing" : quoted(String.join(", ", types));
        return Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE, detail, List.of(new Fault("Content-Type", found, expected)));
    }

    private static @Nullable Problem encoded(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            return Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Send the body as it is, without compression.",
                    List.of(new Fault("Content-Encoding", quoted(encoding), "identity, or no such header")));
        }
        return null;
    }

    /** Why an expectation cannot be met; null where there is none, or the usual one. */
    static @Nullable Problem expectation(HttpServerRequest request) {
        String expected = request.getHeader(HttpHeaders.EXPECT);
        if (expected == null || expected.equalsIgnoreCase("100-continue")) {
            return null;
        }
        return Problem.of(
                ProblemType.EXPECTATION_FAILED,
                "The only expectation that is met here is 100-continue.",
                List.of(new Fault("Expect", quoted(expected), "100-continue, or no such header")));
    }

    /** How much a type is wanted, from 0 to 1: the most exact range that covers it decides, and of those the kindest. */
    private static double quality(String header, String type) {
        String bare = type.split(";", 2)[0];
        String group = bare.substring(0, bare.indexOf('/') + 1) + "*";
        int best = -1;
        double quality = 0;
        for (String range : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            String name = parts[0].strip();
            int exactness = name.equals(bare) ? 2 : name.equals(group) ? 1 : name.equals("*/*") ? 0 : -1;
            if (exactness > best) {
                best = exactness;
                quality = quality(parts);
            } else if (exactness >= 0 && exactness == best) {
                quality = Math.max(quality, quality(parts));
            }
        }
        return quality;
    }

    /** What cannot be read does not refuse. */
    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace(" ", "");
            if (parameter.startsWith("q=")) {
                return parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
                        ? Double.parseDouble(parameter.substring(2))
                        : 1;
            }
        }
        return 1;
    }

    private static boolean isJson(String header) {
        String type = bare(header);
        boolean json = type.equals(Reply.JSON) || (type.startsWith("application/") && type.endsWith("+json"));
        return json && isInUtf8(header);
    }

    private static String bare(String header) {
        return header.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    }

    private static boolean isInUtf8(String header) {
        String[] parts = header.toLowerCase(Locale.ROOT).split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").replace(" ", "").replace("-", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf8")) {
                return false;
            }
        }
        return true;
    }

    private static String quoted(String header) {
        return '"' + (header.length() <= 100 ? header : header.substring(0, 100) + "…") + '"';
    }
}
