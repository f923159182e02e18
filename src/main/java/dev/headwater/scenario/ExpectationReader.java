package dev.headwater.scenario;

import dev.headwater.resolver.Answer;
import dev.headwater.table.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a scenario expects. Values are written as in the cells of a decision table. */
final class ExpectationReader {
    private static final String CONFLICTS = "conflicts";
    private static final String BECAUSE = "because";
    private static final String ODDITIES = "oddities";
    private static final String MEND = "mend";

    private static final Map<String, AnswerField> FIELDS = fields();
    /** What rows decide. */
    static final List<String> DECISIONS = List.of("source", "channel", "points", "tier", "follow-up", "crm");

    private final Complaints complaints;
    private final WantedReader values;
    private final List<Expected> expected = new ArrayList<>();

    ExpectationReader(Complaints complaints, Instant now) {
        this.complaints = complaints;
        this.values = new WantedReader(complaints, now);
    }

    private static Map<String, AnswerField> fields() {
        Map<String, AnswerField> fields = new LinkedHashMap<>();
        for (AnswerField field : AnswerField.values()) {
            fields.put(field.path(), field);
        }
        return fields;
    }

    List<Expected> read(Yaml.Mapping expect) {
        expect.entries().forEach((key, entry) -> read(key, entry));
        return expected;
    }

    private void read(String key, Yaml.Entry entry) {
        Yaml value = entry.value();
        switch (key) {
            case CONFLICTS -> conflicts(entry);
            case BECAUSE -> because(value);
            case ODDITIES -> telling(key, entry, answer -> answer.resolution().oddities());
            case MEND -> telling(key, entry, ExpectationReader::mends);
            default -> {
                AnswerField field = FIELDS.get(key);
                if (field == AnswerField.EVIDENCE && value instanceof Yaml.Sequence list && listsPieces(list)) {
                    list.items().forEach(this::piece);
                } else if (field != null) {
                    field(field, entry);
                } else if (isOpen(key + ".")) {
                    open(key, entry);
                } else if (FIELDS.keySet().stream().anyMatch(path -> path.startsWith(key + "."))) {
                    group(key, value);
                } else {
                    unknown(key, entry.place());
                }
            }
        }
    }

    /** Whether a key belongs to what each rule set has names of its own for. */
    private static boolean isOpen(String key) {
        return key.startsWith(ExpectedProfile.PREFIX) || key.startsWith(ExpectedCrm.PREFIX);
    }

    /** {@code channels: { ga4: email }} and {@code channels.ga4: email} are the same; so with {@code crm}. */
    private void open(String key, Yaml.Entry entry) {
        if (entry.value() instanceof Yaml.Mapping inner) {
            inner.entries().forEach((name, value) -> open(key + "." + name, value));
            return;
        }
        Wanted wanted = values.read(entry.value(), key, WantedReader.Type.TEXT, List.of());
        if (wanted == null) {
            return;
        }
        if (key.startsWith(ExpectedProfile.PREFIX)) {
            expected.add(new ExpectedProfile(key.substring(ExpectedProfile.PREFIX.length()), entry.place(), wanted));
        } else if (key.startsWith(ExpectedCrm.PREFIX)) {
            expected.add(new ExpectedCrm(key.substring(ExpectedCrm.PREFIX.length()), entry.place(), wanted));
        } else {
            unknown(key, entry.place());
        }
    }

    private void group(String key, Yaml value) {
        Yaml.Mapping group = complaints.mapping(value, "\"" + key + "\"");
        if (group == null) {
            return;
        }
        group.entries().forEach((inner, entry) -> {
            AnswerField field = FIELDS.get(key + "." + inner);
            if (field != null) {
                field(field, entry);
            } else {
                unknown(key + "." + inner, entry.place());
            }
        });
    }

    private void unknown(String path, Place place) {
        complaints.unknown(place, "\"" + path + "\" is not part of an answer", path, known());
    }

    /** Everything that can be expected. */
    static List<String> known() {
        return Stream.concat(FIELDS.keySet().stream(), Stream.of(CONFLICTS, BECAUSE, ODDITIES, MEND))
                .toList();
    }

    private void field(AnswerField field, Yaml.Entry entry) {
        Wanted wanted = values.read(entry.value(), field.path(), field.type(), field.closedSet());
        if (wanted != null) {
            expected.add(new ExpectedField(field, entry.place(), wanted));
        }
    }

    private void conflicts(Yaml.Entry entry) {
        List<String> ids = texts(CONFLICTS, entry.value());
        if (ids != null) {
            expected.add(new ExpectedConflicts(entry.place(), ids));
        }
    }

    private void telling(String what, Yaml.Entry entry, Function<Answer, List<String>> told) {
        List<String> parts = texts(what, entry.value());
        if (parts != null) {
            expected.add(new ExpectedTelling(what, entry.place(), parts, told));
        }
    }

    private static List<String> mends(Answer answer) {
        return answer.resolution().mend();
    }

    private void because(Yaml value) {
        if (value instanceof Yaml.Sequence list) {
            if (list.items().isEmpty()) {
                complaints.at(list.place(), "\"because\" names no row", "Write because: [ { channel: em-1 } ]");
            }
            list.items().forEach(this::because);
            return;
        }
        Yaml.Mapping rows = complaints.mapping(value, "\"because\"");
        if (rows == null) {
            return;
        }
        List<String> decisions = Stream.concat(
                        DECISIONS.stream(),
                        rows.entries().keySet().stream().filter(key -> key.startsWith(ExpectedProfile.PREFIX)))
                .toList();
        complaints.unknownKeys(rows, decisions, "\"because\"");
        rows.entries().forEach((decides, entry) -> {
            if (!decisions.contains(decides)) {
                return;
            }
            if (entry.value() instanceof Yaml.Sequence list) {
                complaints.at(list.place(), "\"because\" takes one row at a time", "Write each in braces of its own");
                return;
            }
            Wanted wanted = values.read(entry.value(), "row", WantedReader.Type.TEXT, List.of());
            if (wanted != null) {
                expected.add(new ExpectedRow(decides, entry.place(), wanted));
            }
        });
    }

    private static boolean listsPieces(Yaml.Sequence list) {
        return list.items().stream().anyMatch(item -> item instanceof Yaml.Mapping);
    }

    private void piece(Yaml item) {
        Yaml.Mapping piece = complaints.mapping(item, "a piece of evidence");
        if (piece == null) {
            return;
        }
        List<String> known =
                Arrays.stream(EvidenceField.values()).map(EvidenceField::word).toList();
        complaints.unknownKeys(piece, known, "a piece of evidence");
        if (!piece.has("kind")) {
            complaints.at(piece.place(), "a piece of evidence needs \"kind\"", null);
            return;
        }
        Map<EvidenceField, Wanted> parts = new LinkedHashMap<>();
        for (EvidenceField field : EvidenceField.values()) {
            Yaml value = piece.value(field.word());
            Wanted wanted = value == null ? null : values.read(value, field.word(), field.type(), field.closedSet());
            if (wanted != null) {
                parts.put(field, wanted);
            }
        }
        expected.add(new ExpectedEvidence(piece.place(), parts));
    }

    /** Texts, each for itself; none of them for {@code []}, {@code none} and nothing; null with a complaint. */
    private @Nullable List<String> texts(String what, Yaml value) {
        List<String> texts = new ArrayList<>();
        for (Yaml item : value instanceof Yaml.Sequence list ? list.items() : List.of(value)) {
            if (!(item instanceof Yaml.Scalar scalar)) {
                complaints.at(item.place(), "\"" + what + "\" is a list of texts; this is " + item.described(), null);
                return null;
            }
            if (scalar.value() != null && !Text.fold(scalar.written()).equals("none")) {
                texts.add(scalar.written());
            }
        }
        return texts;
    }
}
