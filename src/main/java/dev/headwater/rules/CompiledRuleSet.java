package dev.headwater.rules;

import dev.headwater.decision.Channel;
import dev.headwater.decision.Explain;
import dev.headwater.decision.Profiles;
import dev.headwater.decision.Resolution;
import dev.headwater.signal.Catalog;
import dev.headwater.signal.Signals;
import dev.headwater.table.DecisionTable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A rule set that a knowledge base answers for. */
final class CompiledRuleSet implements RuleSet {
    private final String revision;
    private final Map<String, byte[]> files;
    private final Catalog catalog;
    private final Channels channels;
    private final List<DecisionTable> tables;
    private final Stages stages;
    private final SessionPool sessions;
    private final Runnable onClose;

    CompiledRuleSet(
            String revision,
            Map<String, byte[]> files,
            Catalog catalog,
            Channels channels,
            List<DecisionTable> tables,
            Stages stages,
            SessionPool sessions) {
        this(revision, files, catalog, channels, tables, stages, sessions, sessions::close);
    }

    private CompiledRuleSet(
            String revision,
            Map<String, byte[]> files,
            Catalog catalog,
            Channels channels,
            List<DecisionTable> tables,
            Stages stages,
            SessionPool sessions,
            Runnable onClose) {
        this.revision = revision;
        this.files = Collections.unmodifiableMap(files);
        this.catalog = catalog;
        this.channels = channels;
        this.tables = List.copyOf(tables);
        this.stages = stages;
        this.sessions = sessions;
        this.onClose = onClose;
    }

    @Override
    public String revision() {
        return revision;
    }

    @Override
    public Map<String, byte[]> files() {
        return files;
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public List<Channel> channels() {
        return Stream.concat(
                        channels.all().stream(),
                        stages.profiles().values().stream().flatMap(profile -> profile.channels().all().stream()))
                .distinct()
                .toList();
    }

    @Override
    public List<DecisionTable> tables() {
        return tables;
    }

    /** What a lead is asked. */
    Stages stages() {
        return stages;
    }

    @Override
    public Resolution decide(Signals signals, Explain explain) {
        return decide(signals, explain, Profiles.NONE);
    }

    @Override
    public List<String> profiles() {
        return List.copyOf(stages.profiles().keySet());
    }

    @Override
    public Resolution decide(Signals signals, Explain explain, Profiles profiles) {
        return sessions.with(session -> new Decision(stages, session, signals, explain, profiles).take(revision));
    }

    @Override
    public List<Question> questions(Signals signals) {
        Profiles all = new Profiles(Profiles.DEFAULT, profiles());
        return sessions.with(session -> new Decision(stages, session, signals, Explain.NONE, all).questions(revision));
    }

    @Override
    public RuleSet with(DecisionTable changed) {
        List<DecisionTable> others = tables.stream()
                .map(table -> table.file().equals(changed.file())
                                && table.sheet().equals(changed.sheet())
                                && table.name().equals(changed.name())
                        ? changed
                        : table)
                .toList();
        return with(stages.with(changed, channels), others);
    }

    /** The same rules, whose tables are asked in another way; good as long as this rule set is open. */
    CompiledRuleSet with(Stages otherwise) {
        return with(otherwise, tables);
    }

    private CompiledRuleSet with(Stages others, List<DecisionTable> othersTables) {
        return new CompiledRuleSet(revision, files, catalog, channels, othersTables, others, sessions, () -> {});
    }

    @Override
    public void close() {
        onClose.run();
    }

    @Override
    public String toString() {
        return revision;
    }
}
