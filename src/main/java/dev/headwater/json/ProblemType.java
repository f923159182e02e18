package dev.headwater.json;

/**
 * The kinds of refusal, one for each thing that a caller may have to handle in its own way. The URNs are stable: apps
 * compare them.
 */
public enum ProblemType {
    BAD_REQUEST(400, "bad-request", "The request is not HTTP as it is understood here", "header"),
    BAD_QUERY(400, "bad-query", "A query parameter is wrong", "parameter"),
    BAD_IDEMPOTENCY_KEY(400, "bad-idempotency-key", "The header Idempotency-Key is wrong", "header"),
    NOT_JSON(400, "not-json", "The body is not JSON", "pointer"),
    NO_KEY(401, "no-key", "A key is asked for, and none was shown that opens anything here", "header"),
    NOT_YOURS(403, "not-yours", "The key that was shown is not for this call", "header"),
    NOT_FOUND(404, "not-found", "There is nothing here", "pointer"),
    UNKNOWN_LEAD(404, "unknown-lead", "No lead of this name is known", "pointer"),
    UNKNOWN_TABLE(404, "unknown-table", "No table or list of this name is in force", "parameter"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "This method is not allowed here", "pointer"),
    NOT_ACCEPTABLE(406, "not-acceptable", "The answer cannot be had in the form that was asked for", "header"),
    REQUEST_TIMEOUT(408, "request-timeout", "The request took too long to arrive", "pointer"),
    CANNOT_MERGE(409, "cannot-merge", "These two cannot be made one", "pointer"),
    TOO_MANY_CONVERSIONS(409, "too-many-conversions", "This lead has as many conversions as are kept", "pointer"),
    TOO_MANY_COSTS(409, "too-many-costs", "A day has as many costs as are kept", "pointer"),
    BODY_TOO_LARGE(413, "body-too-large", "The body is too large", "pointer"),
    LINE_TOO_LONG(413, "line-too-long", "The line is too long", "pointer"),
    URI_TOO_LONG(414, "uri-too-long", "The address is too long", "pointer"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body is not of a type that is read here", "header"),
    EXPECTATION_FAILED(417, "expectation-failed", "What the request expects cannot be met", "header"),
    NOT_A_LEAD(422, "not-a-lead", "The body is JSON, but not a lead context", "pointer"),
    NOT_A_BATCH(422, "not-a-batch", "The body is JSON, but not an array of leads", "pointer"),
    TOO_MANY_LEADS(422, "too-many-leads", "The array has too many leads", "pointer"),
    EVENT_REUSED(422, "event-reused", "Another contact was told under this event ID", "pointer"),
    NOT_A_CONVERSION(422, "not-a-conversion", "The body is JSON, but not a conversion", "pointer"),
    CONVERSION_REUSED(422, "conversion-reused", "Another conversion was told under this ID", "pointer"),
    NOT_RULES(422, "not-rules", "What was sent are no rule files", "file"),
    NOT_COSTS(422, "not-costs", "The body is JSON, but not a list of costs", "pointer"),
    NOT_A_COST_SHEET(422, "not-a-cost-sheet", "The body is not a table of costs", "cell"),
    TOO_MANY_BATCHES(429, "too-many-batches", "Too many batches are being answered already", "pointer"),
    HEADERS_TOO_LARGE(431, "headers-too-large", "The request's headers are too large", "pointer"),
    INTERNAL_ERROR(500, "internal-error", "Something went wrong on our side", "pointer"),
    TOO_BUSY(503, "too-busy", "Too much is being done already", "pointer"),
    CHECK_TOO_LONG(503, "check-too-long", "The check took longer than it may", "pointer"),
    REPORT_TOO_LONG(503, "report-too-long", "The report took longer than a report may", "pointer"),
    STOPPING(503, "stopping", "The service is stopping", "pointer"),
    HISTORY_UNAVAILABLE(503, "history-unavailable", "The store of histories does not answer", "pointer"),
    NO_RULES(503, "no-rules", "No rules are in force", "pointer"),
    UNKNOWN_HTTP_VERSION(505, "unknown-http-version", "This version of HTTP is not spoken here", "pointer");

    private final int status;
    private final String urn;
    private final String title;
    private final String place;

    ProblemType(int status, String name, String title, String place) {
        this.status = status;
        this.urn = "urn:headwater:problem:" + name;
        this.title = title;
        this.place = place;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The problem's {@code type}. */
    public String urn() {
        return urn;
    }

    /** One sentence, the same for every problem of this type. */
    public String title() {
        return title;
    }

    /** What {@link Fault#pointer} is called in this problem: a pointer, a query parameter or a header. */
    String place() {
        return place;
    }
}
