package dev.headwater.scenario;

import dev.headwater.table.CellAddress;
import dev.headwater.table.CellGrammar;
import dev.headwater.table.Condition;
import dev.headwater.table.Flaw;
import dev.headwater.table.Stage;
import dev.headwater.table.Text;
import dev.headwater.table.Word;
import dev.headwater.table.WordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a scenario asks of single values, in the grammar of a decision table's cells. */
final class WantedReader {
    /** Cells put "not" before plain texts only, since rows above can see to the rest; scenarios have no rows above. */
    private static final Pattern NOT = Pattern.compile("not(?:\\s*\\((.*)\\)|\\s+(.*))", Pattern.CASE_INSENSITIVE);

    private static final CellGrammar GRAMMAR = new CellGrammar(List.of());
    private static final CellAddress NOWHERE = new CellAddress("", "", 0, 1);

    private final Complaints complaints;
    private final Instant now;

    WantedReader(Complaints complaints, Instant now) {
        this.complaints = complaints;
        this.now = now;
    }

    /** What kind of value is asked about. */
    enum Type {
        TEXT(WordType.TEXT, null),
        NUMBER(WordType.NUMBER, "Write 3, \">= 3\", \"< 3\", \"3..7\" or none"),
        FLAG(WordType.FLAG, "Write yes or no"),
        /** A time, or how long before the scenario's clock. */
        MOMENT(WordType.TEXT, null);

        private final WordType ofCells;
        private final @Nullable String forms;

        Type(WordType ofCells, @Nullable String forms) {
            this.ofCells = ofCells;
            this.forms = forms;
        }
    }

    /**
     * What a value asks.
     *
     * @param name what the value is, for messages
     * @param closedSet the only words that can come; empty where any can
     * @return null, with a complaint, where it cannot be understood or could never be met
     */
    @Nullable
    Wanted read(Yaml value, String name, Type type, List<String> closedSet) {
        if (value instanceof Yaml.Sequence list) {
            return either(list, name, type, closedSet);
        }
        if (value instanceof Yaml.Scalar scalar) {
            return single(scalar, name, type, closedSet);
        }
        complaints.at(value.place(), "a value is expected here, not " + value.described(), null);
        return null;
    }

    private @Nullable Wanted either(Yaml.Sequence list, String name, Type type, List<String> closedSet) {
        if (list.items().isEmpty()) {
            complaints.at(list.place(), "an empty list can never be met", "Write none where there is to be no value");
            return null;
        }
        List<Wanted> either = new ArrayList<>();
        for (Yaml item : list.items()) {
            if (!(item instanceof Yaml.Scalar scalar)) {
                complaints.at(item.place(), "one of several values is a single value, not " + item.described(), null);
                return null;
            }
            Wanted one = single(scalar, name, type, closedSet);
            if (one == null) {
                return null;
            }
            either.add(one);
        }
        return Wanted.oneOf(either);
    }

    private @Nullable Wanted single(Yaml.Scalar scalar, String name, Type type, List<String> closedSet) {
        String written = scalar.written().strip();
        if (scalar.value() == null || Text.fold(written).equals("none")) {
            return Wanted.none();
        }
        Matcher not = NOT.matcher(written);
        if (not.matches()) {
            String rest = not.group(1) == null ? not.group(2) : not.group(1);
            Wanted wanted = single(new Yaml.Scalar(scalar.place(), rest, rest), name, type, closedSet);
            return wanted == null ? null : Wanted.not(written, wanted);
        }
        if (type == Type.MOMENT) {
            Instant moment = ScenarioClock.moment(written, now);
            if (moment == null) {
                complaints.at(scalar.place(), "\"" + written + "\" is not a time", ScenarioClock.FORMS);
                return null;
            }
            return Wanted.equalTo(written, Text.fold(moment.toString()));
        }
        if (scalar.value() instanceof Boolean flag && type == Type.FLAG) {
            written = flag ? "yes" : "no";
        }
        Condition condition = condition(written, name, type, closedSet, scalar.place());
        return condition == null ? null : Wanted.meeting(written, condition);
    }

    /** A cell's grammar complains as a cell's flaw; the place is ours. */
    private @Nullable Condition condition(String cell, String name, Type type, List<String> closedSet, Place place) {
        Word word = new Word(name, "", type.ofCells, closedSet, Stage.SOURCE, Set.of(), "");
        List<Flaw> flaws = new ArrayList<>();
        Condition condition = GRAMMAR.condition(cell, word, NOWHERE, flaws);
        for (Flaw flaw : flaws) {
            String problem = flaw.problem();
            String sentence = problem.endsWith(".") ? problem.substring(0, problem.length() - 1) : problem;
            complaints.at(place, sentence, type.forms == null ? flaw.remedy() : type.forms);
        }
        if (condition instanceof Condition.Anything) {
            complaints.at(place, "\"" + cell + "\" is met by any " + name, "Leave out what does not matter");
            return null;
        }
        return condition;
    }
}
