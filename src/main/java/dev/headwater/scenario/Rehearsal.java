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

/**
 * A rule set that notes what its tables are asked while it decides, one lead after the other. For one thread, and for one
 * scenario.
 */
final class Rehearsal implements RuleSet {
    private final RuleSet rules;
    private final List<Question> asked = new ArrayList<>();
    private int last;

    Rehearsal(RuleSet rules) {
        this.rules = rules;
    }

    /** What all tables were asked, for all leads. */
    List<Question> asked() {
        return asked;
    }

    /** What they were asked for the last lead. */
    List<Question> askedLast() {
        return asked.subList(last, asked.size());
    }

    @Override
    public Resolution decide(Signals signals, Explain explain) {
        last = asked.size();
        asked.addAll(rules.questions(signals));
        return rules.decide(signals, explain);
    }

    @Override
    public String revision() {
        return rules.revision();
    }

    @Override
    public Catalog catalog() {
        return rules.catalog();
    }

    @Override
    public List<Channel> channels() {
        return rules.channels();
    }

    @Override
    public List<DecisionTable> tables() {
        return rules.tables();
    }

    @Override
    public List<Question> questions(Signals signals) {
        return rules.questions(signals);
    }

    @Override
    public RuleSet with(DecisionTable changed) {
        return rules.with(changed);
    }

    /** Leaves the rules open: they are somebody else's. */
    @Override
    public void close() {
        asked.clear();
    }
}
