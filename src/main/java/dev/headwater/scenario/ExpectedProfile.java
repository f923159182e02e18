package dev.headwater.scenario;

import dev.headwater.decision.ProfiledChannel;
import dev.headwater.resolver.Answer;
import dev.headwater.rules.RuleSet;
import dev.headwater.table.Text;
import java.util.List;
import java.util.Optional;

/** The channel that a profile gives. */
record ExpectedProfile(String name, Place place, Wanted wanted) implements Expected {
    /** Starts the key of each profile's channel. */
    static final String PREFIX = "channels.";

    @Override
    public String what() {
        return PREFIX + name;
    }

    @Override
    public String written() {
        return wanted.written();
    }

    @Override
    public Optional<String> profile() {
        return Optional.of(name);
    }

    @Override
    public List<Mismatch> differencesTo(Answer answer, RuleSet rules) {
        Optional<ProfiledChannel> told = under(name, answer);
        List<Object> spellings = told.map(ProfiledChannel::channel)
                .map(channel -> List.<Object>of(Text.fold(channel.id()), Text.fold(channel.name())))
                .orElse(List.of());
        if (wanted.isMetBy(spellings)) {
            return List.of();
        }
        return List.of(new Mismatch(
                what(),
                place,
                written(),
                told.map(profiled -> profiled.channel().name() + " ("
                                + profiled.channel().id() + ")")
                        .orElse("none"),
                told.stream()
                        .flatMap(profiled -> profiled.because().stream())
                        .map(reason -> Mismatch.Decider.of(reason))
                        .toList(),
                List.of()));
    }

    /** What an answer says of a profile; nothing where it was not asked for. */
    static Optional<ProfiledChannel> under(String profile, Answer answer) {
        return answer.resolution().channels().stream()
                .filter(profiled -> profiled.profile().equals(profile))
                .findFirst();
    }
}
