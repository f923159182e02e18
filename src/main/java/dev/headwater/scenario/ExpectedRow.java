package dev.headwater.scenario;

import dev.headwater.decision.NearMiss;
import dev.headwater.decision.ProfiledChannel;
import dev.headwater.decision.Reason;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A row that had a part in the answer, or was to have none. */
record ExpectedRow(String decides, Place place, Wanted row) implements Expected {

    @Override
    public String what() {
        return "because " + decides;
    }

    @Override
    public String written() {
        return row.written();
    }

    @Override
    public List<Mismatch> differencesTo(Answer answer, RuleSet rules) {
        List<Reason> reasons = profile().isPresent()
                ? ExpectedProfile.under(profile().orElseThrow(), answer)
                        .map(ProfiledChannel::because)
                        .orElse(List.of())
                : answer.resolution().because().stream()
                        .filter(reason -> reason.decides().equals(decides))
                        .toList();
        List<Object> ids =
                reasons.stream().<Object>map(reason -> Text.fold(reason.id())).toList();
        if (row.isMetBy(ids)) {
            return List.of();
        }
        String actual =
                reasons.isEmpty() ? "no row" : reasons.stream().map(Reason::id).collect(Collectors.joining(", "));
        return List.of(new Mismatch(what(), place, written(), actual, deciders(reasons), near(answer)));
    }

    private static List<Mismatch.Decider> deciders(List<Reason> reasons) {
        return reasons.stream().map(reason -> Mismatch.Decider.of(reason)).toList();
    }

    @Override
    public Optional<String> profile() {
        return decides.startsWith(ExpectedProfile.PREFIX)
                ? Optional.of(decides.substring(ExpectedProfile.PREFIX.length()))
                : Optional.empty();
    }

    /** Why the expected row itself did not fit, where one condition was all that it missed. */
    private List<NearMiss> near(Answer answer) {
        return answer.resolution().nearMisses().stream()
                .filter(miss -> miss.decides().equals(profile().isPresent() ? "channel" : decides)
                        && row.isMetBy(List.of(Text.fold(miss.id()))))
                .toList();
    }
}
