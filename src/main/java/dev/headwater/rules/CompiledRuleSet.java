package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Resolution;
import dev.headwater.signal.Catalog;
import dev.headwater.signal.Signals;
import dev.headwater.table.DecisionTable;
import java.util.List;

/** A rule set that a knowledge base answers for. */
final class CompiledRuleSet implements RuleSet {
    private final String revision;
    private final Catalog catalog;
    private final List<Channel> channels;
    private final List<DecisionTable> tables;
    private final Stages stages;
    private final SessionPool sessions;

    CompiledRuleSet(
            String revision,
            Catalog catalog,
            List<Channel> channels,
            List<DecisionTable> tables,
            Stages stages,
            SessionPool sessions) {
        this.revision = revision;
        this.catalog = catalog;
        this.channels = List.copyOf(channels);
        this.tables = List.copyOf(tables);
        this.stages = stages;
        this.sessions = sessions;
    }

    @Override
    public String revision() {
        return revision;
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public List<DecisionTable> tables() {
        return tables;
    }

    @Override
    public Resolution decide(Signals signals, Explain explain) {
        return sessions.with(session -> new Decision(stages, session, signals, explain).take(revision));
    }

    @Override
    public void close() {
        sessions.close();
    }

    @Override
    public String toString() {
        return revision;
    }
}
