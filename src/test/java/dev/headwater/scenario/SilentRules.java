package dev.headwater.scenario;

import dev.headwater.decision.Channel;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Resolution;
import dev.headwater.rules.Question;
import dev.headwater.rules.RuleSet;
import dev.headwater.signal.Catalog;
import dev.headwater.signal.Signals;
import dev.headwater.table.DecisionTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rules that can be looked at, and whose engine fails when asked. */
record SilentRules(List<Channel> channels, List<DecisionTable> tables) implements RuleSet {

    @Override
    public String revision() {
        return "sha256:abc";
    }

    @Override
    public Catalog catalog() {
        return Catalog.of(Map.of(), new ArrayList<>());
    }

    @Override
    public Resolution decide(Signals signals, Explain explain) {
        throw new IllegalStateException("the engine stopped");
    }

    @Override
    public List<Question> questions(Signals signals) {
        return List.of();
    }

    @Override
    public RuleSet with(DecisionTable changed) {
        return this;
    }

    @Override
    public void close() {}
}
