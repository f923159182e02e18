package dev.headwater.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headwater.json.Fault;
import dev.headwater.json.TableJson;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.Csv;
import dev.headwater.table.RuleBook;
import dev.headwater.table.SheetParts;
import dev.headwater.table.WorkbookWriter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The forms in which a table can be had. */
enum TableForm {
    /** With the place of each cell. */
    JSON(Reply.JSON, Reply.JSON),
    /** Text, as {@code convert} writes it. */
    CSV("text/csv", "text/csv; charset=utf-8"),
    /** A workbook: the file itself where the table stands in one. */
    XLSX(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private static final String FORMAT = "format";

    private final String mediaType;
    private final String contentType;

    TableForm(String mediaType, String contentType) {
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    /** The media types, the usual one first. */
    static List<String> mediaTypes() {
        return Arrays.stream(values()).map(form -> form.mediaType).toList();
    }

    String contentType() {
        return contentType;
    }

    /** As a file's ending has it: {@code csv}. */
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The form that a request asks for, in its query or else by its {@code Accept} header. */
    static TableForm of(HttpServerRequest request, MultiMap query, List<Fault> faults) {
        Query.unknown(query, List.of(FORMAT), faults);
        String told = Query.single(query, FORMAT, faults);
        if (told == null) {
            String preferred = Negotiation.preferred(request, mediaTypes());
            return values()[mediaTypes().indexOf(preferred)];
        }
        TableForm form = named(told);
        if (form == null) {
            faults.add(new Fault(FORMAT, Query.quoted(told), "json, csv or xlsx"));
        }
        return form == null ? JSON : form;
    }

    private static @Nullable TableForm named(String name) {
        return Arrays.stream(values())
                .filter(form -> form.ending().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /** A table or list of a rule set in this form. */
    byte[] write(SheetParts sheet, RuleSet rules) throws IOException {
        return switch (this) {
            case JSON -> TableJson.write(sheet, rules.revision());
            case CSV -> Csv.write(sheet.sheet()).getBytes(UTF_8);
            case XLSX -> workbook(sheet, rules);
        };
    }

    private static byte[] workbook(SheetParts sheet, RuleSet rules) throws IOException {
        byte[] file = rules.files().get(sheet.sheet().file());
        if (file != null && sheet.sheet().file().toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
            return file;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WorkbookWriter.write(
                List.of(sheet.sheet()),
                RuleBook.read(rules.files(), new ArrayList<>()).dictionary(),
                bytes);
        return bytes.toByteArray();
    }
}
