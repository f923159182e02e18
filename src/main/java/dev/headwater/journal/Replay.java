package dev.headwater.journal;

import dev.headwater.rules.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the decisions of logs again, by one set of rules, and counts what came of it. Used by one thread. */
public final class Replay {
    private final RuleSet rules;
    private final boolean others;
    private final Map<String, Long> revisions = new LinkedHashMap<>();
    private final Map<String, Long> channels = new TreeMap<>();
    private long same;
    private long otherRows;
    private long otherwise;
    private long masked;
    private long ofOtherRules;
    private long missing;
    private long broken;

    /**
     * @param rules that decide
     * @param others whether decisions of another revision are taken again too, to see what these rules change
     */
    public Replay(RuleSet rules, boolean others) {
        this.rules = rules;
        this.others = others;
    }

    /**
     * A decision that is otherwise.
     *
     * @param line where it stands in its file
     * @param decisionId as in the answer
     * @param what each field with what it was and what it is; only the rows differ where it is empty
     * @param rows each row that no longer decides, or did not before, for people
     */
    public record Difference(long line, String decisionId, List<String> what, List<String> rows) {
        public Difference {
            what = List.copyOf(what);
            rows = List.copyOf(rows);
        }
    }

    /**
     * Decides everything that a log holds.
     *
     * @param log lines, compressed or not
     * @param differences takes each
     * @param unreadable takes each line that cannot be read, by number and reason
     */
    public void read(InputStream log, Consumer<Difference> differences, Consumer<String> unreadable)
            throws IOException {
        LogReader reader = new LogReader(log);
        for (LogReader.Line line = reader.next(); line != null; line = reader.next()) {
            if (line instanceof LogReader.Gap gap) {
                missing += gap.dropped();
            } else if (line instanceof LogReader.Broken no) {
                broken++;
                unreadable.accept(no.number() + ": " + no.why());
            } else if (line instanceof LogReader.Decision decision) {
                Difference difference = again(decision.number(), decision.entry());
                if (difference != null) {
                    differences.accept(difference);
                }
            }
        }
    }

    private @Nullable Difference again(long line, Entry entry) {
        revisions.merge(entry.revision(), 1L, Long::sum);
        boolean proof = entry.revision().equals(rules.revision());
        if (!proof && !others) {
            ofOtherRules++;
            return null;
        }
        if (!entry.replayable()) {
            masked++;
            return null;
        }
        Verdict is = entry.decideBy(rules);
        if (is.equals(entry.verdict())) {
            same++;
            return null;
        }
        List<String> what = entry.verdict().otherwise(is);
        if (what.isEmpty() && !proof) {
            otherRows++;
            return null;
        }
        otherwise++;
        if (!entry.verdict().channel().equals(is.channel())) {
            channels.merge(entry.verdict().channel() + " → " + is.channel(), 1L, Long::sum);
        }
        return new Difference(
                line, entry.decisionId(), what, rows(entry.verdict().rows(), is.rows()));
    }

    private static List<String> rows(List<String> was, List<String> is) {
        List<String> told = new ArrayList<>();
        was.stream().filter(row -> !is.contains(row)).forEach(row -> told.add("was " + row));
        is.stream().filter(row -> !was.contains(row)).forEach(row -> told.add("is  " + row));
        return told;
    }

    /** Decisions by the rules that took them, in the order in which they first appear. */
    public Map<String, Long> revisions() {
        return revisions;
    }

    /** How often one channel became another, by {@code "one → other"}. */
    public Map<String, Long> channels() {
        return channels;
    }

    /** Decisions that are the same, row for row. */
    public long same() {
        return same;
    }

    /** Under other rules: the same answer, by rows that stand elsewhere or are called otherwise. */
    public long otherRows() {
        return otherRows;
    }

    /** Decisions that are otherwise. */
    public long otherwise() {
        return otherwise;
    }

    /** Decisions that cannot be taken again, because what decided was masked. */
    public long masked() {
        return masked;
    }

    /** Decisions of other rules, not taken again. */
    public long ofOtherRules() {
        return ofOtherRules;
    }

    /** Decisions that the logs say they lack. */
    public long missing() {
        return missing;
    }

    /** Lines that cannot be read. */
    public long broken() {
        return broken;
    }
}
