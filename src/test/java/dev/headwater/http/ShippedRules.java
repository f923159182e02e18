package dev.headwater.http;

import dev.headwater.rules.RuleFiles;
import dev.headwater.rules.RuleSet;
import dev.headwater.rules.RuleSetLoader;
import java.nio.file.Path;
import java.util.ArrayList;

/** The rules of the repository, compiled once for all tests that ask them and change nothing. */
final class ShippedRules {
    static final RuleSet RULES = RuleSetLoader.load(RuleFiles.in(Path.of("rules"), new ArrayList<>()))
            .orThrow();

    private ShippedRules() {}
}
