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

/**
 * The rules of a service that runs elsewhere: their name is known, and nothing of what is in them.
 *
 * @param revision as the service tells it
 */
record UnseenRules(String revision) implements RuleSet {

    @Override
    public Catalog catalog() {
        return Catalog.of(Map.of(), new ArrayList<>());
    }

    @Override
    public List<Channel> channels() {
        return List.of();
    }

    @Override
    public List<DecisionTable> tables() {
        return List.of();
    }

    @Override
    public Resolution decide(Signals signals, Explain explain) {
        throw new UnsupportedOperationException("only the service decides by its rules");
    }

    @Override
    public List<Question> questions(Signals signals) {
        return List.of();
    }

    @Override
    public RuleSet with(DecisionTable changed) {
        throw new UnsupportedOperationException("the service's rules are not ours to change");
    }

    @Override
    public void close() {}
}
