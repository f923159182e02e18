package dev.headwater.scenario;

import dev.headwater.decision.Channel;
import dev.headwater.decision.Profiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.DecisionTable;
import dev.headwater.table.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Channels and rows that a scenario names and the rules do not have. A scenario that wants something to be "not" one of
 * these could never fail.
 */
final class UnknownNames {
    private static final Map<String, String> TABLES = Map.of(
            "source",
            "source",
            "channel",
            "channel",
            "points",
            "intent",
            "tier",
            "tier",
            "follow-up",
            "follow-up",
            "crm",
            "crm");

    private final RuleSet rules;

    UnknownNames(RuleSet rules) {
        this.rules = rules;
    }

    /** All of them in a file, in its order. */
    List<ScenarioFlaw> in(ScenarioFile file) {
        Complaints complaints = new Complaints(file.file(), new ArrayList<>());
        file.scenarios().stream()
                .flatMap(scenario -> scenario.expected().stream())
                .forEach(expected -> check(expected, complaints));
        return complaints.flaws();
    }

    private void check(Expected expected, Complaints complaints) {
        List<String> profiles = Stream.concat(Stream.of(Profiles.DEFAULT), rules.profiles().stream())
                .toList();
        Optional<String> asked = expected.profile().filter(profile -> !profiles.contains(profile));
        if (asked.isPresent()) {
            complaints.unknown(
                    expected.place(), "the rules have no profile \"" + asked.get() + "\"", asked.get(), profiles);
            return;
        }
        if (expected instanceof ExpectedProfile profile) {
            check(profile.place(), profile.wanted(), complaints);
        } else if (expected instanceof ExpectedRow row) {
            List<String> ids = rows(row.decides());
            check(row.place(), row.row(), ids, ids, "the table has no row", complaints);
        } else if (expected instanceof ExpectedField field && isChannel(field.field())) {
            check(field.place(), field.wanted(), complaints);
        }
    }

    private void check(Place place, Wanted channel, Complaints complaints) {
        List<String> known = rules.channels().stream()
                .flatMap(each -> Stream.of(each.id(), each.name()))
                .toList();
        List<String> ids = rules.channels().stream().map(Channel::id).toList();
        check(place, channel, known, ids, "the rules have no channel", complaints);
    }

    private static boolean isChannel(AnswerField field) {
        return field == AnswerField.CHANNEL || field == AnswerField.PRIMARY_CHANNEL;
    }

    private List<String> rows(String decides) {
        String folder = decides.startsWith(ExpectedProfile.PREFIX)
                ? "/profiles/" + decides.substring(ExpectedProfile.PREFIX.length()) + "/"
                : "";
        String name = folder.isEmpty() ? TABLES.getOrDefault(decides, "") : "channel";
        return rules.tables().stream()
                .filter(table ->
                        table.file().contains(folder) && Text.fold(table.name()).equals(name))
                .flatMap(table -> table.rows().stream().map(DecisionTable.Row::id))
                .toList();
    }

    private static void check(
            Place place, Wanted wanted, List<String> known, List<String> told, String none, Complaints complaints) {
        Set<String> folded = known.stream().map(Text::fold).collect(Collectors.toSet());
        for (String name : wanted.names()) {
            if (!folded.contains(name)) {
                complaints.unknown(place, none + " \"" + name + "\"", name, told);
            }
        }
    }
}
