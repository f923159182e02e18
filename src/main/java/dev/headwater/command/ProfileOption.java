package dev.headwater.command;

import dev.headwater.decision.Profiles;
import dev.headwater.rules.RuleGate;
import dev.headwater.rules.RuleSet;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Under which profile a command answers. */
final class ProfileOption {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = Profiles.DEFAULT,
            description =
                    "Whose channels are the answers': default for channel.xlsx, or a folder of profiles/ in the rules,"
                            + " such as ga4 or hubspot (default: ${DEFAULT-VALUE})")
    String name = Profiles.DEFAULT;

    /** Once a service answers under it, no change of the rules may take it away. */
    RuleGate gate() {
        return (inForce, next) ->
                inForce == null ? List.of() : RuleGate.keeping(name).against(inForce, next);
    }

    /** Whether the rules have it; tells which there are where they have not. */
    boolean isKnownTo(RuleSet rules, PrintWriter err) {
        List<String> known = new ArrayList<>(List.of(Profiles.DEFAULT));
        known.addAll(rules.profiles());
        if (known.contains(name)) {
            return true;
        }
        err.println("There is no profile \"" + name + "\". There are: " + String.join(", ", known) + ".");
        err.flush();
        return false;
    }
}
