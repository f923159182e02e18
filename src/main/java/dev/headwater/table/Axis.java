package dev.headwater.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All values of one word that a table can tell apart: enough of them that whatever holds for each of these holds for
 * every value. For a closed word these are its values; for numbers and ages the bounds that cells name, and a value
 * between each two; for free text the texts that cells name, a text for each pattern, and some other text; and always a
 * missing value. The days of FROM and UNTIL are an axis too.
 */
final class Axis {
    /** A text of this kind stands for one that fits a pattern of which no fitting text could be made. */
    record Unknown(Condition.Like like) {
        @Override
        public String toString() {
            return "that fits " + like.written();
        }
    }

    /** A text that no cell names and that fits these patterns and no other of the column, if there is such a text. */
    record Unseen(Set<Condition.Like> likes) {
        @Override
        public String toString() {
            return "that fits " + likes.stream().map(Condition.Like::written).collect(Collectors.joining(" and "));
        }
    }

    private static final long MOST_TESTS = 100_000_000;

    /** So many patterns of one word can be combined freely; each more doubles the axis. */
    private static final int MOST_COMBINED = 10;

    /** More cells and values than can be held against each other in short time. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    private final @Nullable Word word;
    private final List<@Nullable Object> values = new ArrayList<>();
    private final Map<Object, Integer> indexOfValue = new HashMap<>();
    private final Map<Object, ValueSet> sets = new HashMap<>();

    private Axis(@Nullable Word word) {
        this.word = word;
    }

    /** The axis of a word; null for the days. */
    @Nullable
    Word word() {
        return word;
    }

    int size() {
        return values.size();
    }

    @Nullable
    Object value(int index) {
        return values.get(index);
    }

    /** The values of the axis that a lead's value is, for all that these conditions ask. */
    BitSet like(@Nullable Object value, Collection<Condition> conditions) {
        BitSet alike = new BitSet();
        for (int i = 0; i < values.size(); i++) {
            Object known = values.get(i);
            alike.set(i, conditions.stream().allMatch(condition -> fits(known, condition) == condition.test(value)));
        }
        return alike;
    }

    /** The values that meet a condition which the axis was made for. */
    ValueSet set(Object condition) {
        ValueSet set = sets.get(condition);
        if (set == null) {
            throw new IllegalArgumentException("not a condition of this axis: " + condition);
        }
        return set;
    }

    /** The value to show of several: one that is neither missing nor made up, if there is one. */
    int plainest(BitSet among) {
        int best = among.nextSetBit(0);
        for (int i = best; i >= 0; i = among.nextSetBit(i + 1)) {
            if (oddity(values.get(i)) < oddity(values.get(best))) {
                best = i;
            }
        }
        return best;
    }

    private static int oddity(@Nullable Object value) {
        if (value == null) {
            return 3;
        }
        if (value instanceof Unknown || value instanceof Unseen) {
            return 4;
        }
        if (value instanceof Double number) {
            return number != Math.rint(number) ? 2 : number < 0 ? 1 : 0;
        }
        return 0;
    }

    /** A row's days: the first and the last on which it counts. */
    record Days(@Nullable LocalDate from, @Nullable LocalDate until) {
        boolean has(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
        }
    }

    static Axis ofDays(Collection<Days> spans) {
        Axis axis = new Axis(null);
        TreeSet<LocalDate> days = new TreeSet<>();
        for (Days span : spans) {
            LocalDate from = span.from();
            LocalDate until = span.until();
            if (from != null) {
                days.add(from);
            }
            if (until != null && until.isBefore(LocalDate.MAX)) {
                days.add(until.plusDays(1));
            }
        }
        if (!days.isEmpty() && days.first().isAfter(LocalDate.MIN)) {
            days.add(days.first().minusDays(1));
        }
        if (days.isEmpty()) {
            days.add(LocalDate.EPOCH);
        }
        days.forEach(axis::add);
        for (Days span : spans) {
            BitSet fitting = new BitSet(axis.size());
            for (int i = 0; i < axis.size(); i++) {
                if (axis.value(i) instanceof LocalDate day && span.has(day)) {
                    fitting.set(i);
                }
            }
            axis.sets.put(span, new ValueSet(fitting));
        }
        return axis;
    }

    /**
     * The axis of a word.
     *
     * @param asked what rows ask of it, each a list of the conditions that have to be met together, at least one
     * @throws TooLarge if there are too many conditions and values to hold against each other
     */
    static Axis of(Word word, Collection<List<Condition>> asked) throws TooLarge {
        return of(word, asked, false);
    }

    /**
     * The axis of a word.
     *
     * @param cautious whether patterns are taken to fit together in every combination, whether or not a text shows it: what
     *     then holds for every value holds indeed, though not every value need exist
     */
    static Axis of(Word word, Collection<List<Condition>> asked, boolean cautious) throws TooLarge {
        Axis axis = new Axis(word);
        Set<Condition> conditions = new LinkedHashSet<>();
        asked.forEach(conditions::addAll);
        switch (word.type()) {
            case FLAG -> List.of(true, false).forEach(axis::add);
            case NUMBER, AGE -> axis.addNumbers(conditions, cautious);
            case TEXT -> {
                if (word.isClosed()) {
                    word.values().forEach(value -> axis.add(Text.fold(value)));
                } else {
                    axis.addTexts(conditions);
                }
            }
        }
        if (cautious && word.type() == WordType.TEXT && !word.isClosed()) {
            axis.addEveryCombination(conditions);
        }
        axis.add(null);
        axis.refuseTooLarge(conditions);
        Map<Condition, ValueSet> fitting = new HashMap<>();
        conditions.forEach(condition -> fitting.put(condition, new ValueSet(axis.fitting(condition))));
        for (List<Condition> together : new HashSet<>(asked)) {
            axis.sets.put(together, meetingAll(together, fitting));
        }
        return axis;
    }

    private static ValueSet meetingAll(List<Condition> together, Map<Condition, ValueSet> fitting) {
        ValueSet first = Objects.requireNonNull(fitting.get(together.get(0)));
        if (together.size() == 1) {
            return first;
        }
        BitSet all = first.bits();
        for (Condition condition : together) {
            all.and(Objects.requireNonNull(fitting.get(condition)).bits());
        }
        return new ValueSet(all);
    }

    private void refuseTooLarge(Set<Condition> conditions) throws TooLarge {
        long wide = conditions.stream()
                .filter(condition -> !(condition instanceof Condition.OneOf))
                .count();
        if (wide * size() > MOST_TESTS) {
            throw new TooLarge();
        }
    }

    private void add(@Nullable Object value) {
        if (value == null || indexOfValue.putIfAbsent(value, values.size()) == null) {
            values.add(value);
        }
    }

    private void addNumbers(Set<Condition> conditions, boolean cautious) {
        TreeSet<Double> bounds = new TreeSet<>();
        if (cautious && word != null && word.range() != null) {
            // A value between two cells' bounds may lie outside of the range where its neighbours do not.
            bounds.add(word.range().low());
            bounds.add(word.range().high());
        }
        for (Condition condition : conditions) {
            if (condition instanceof Condition.Between between) {
                bounds.add(between.low());
                bounds.add(between.high());
            }
        }
        bounds.removeIf(bound -> Double.isInfinite(bound));
        if (bounds.isEmpty()) {
            bounds.add(1.0);
        }
        boolean age = word != null && word.type() == WordType.AGE;
        double before = age ? bounds.first() / 2 : Math.ceil(bounds.first()) - 1;
        List<Double> numbers = new ArrayList<>();
        numbers.add(before);
        Double last = null;
        for (Double bound : bounds) {
            if (last != null) {
                numbers.add(between(last, bound));
            }
            numbers.add(bound);
            last = bound;
        }
        numbers.add(Math.floor(bounds.last()) + 1);
        numbers.stream().filter(this::isPossible).forEach(this::add);
    }

    private boolean isPossible(double number) {
        return word == null || word.range() == null || word.range().test(number);
    }

    /** A number between two others: a whole one, if there is one. */
    private static double between(double low, double high) {
        double whole = Math.floor(low) + 1;
        return whole < high ? whole : low + (high - low) / 2;
    }

    private void addTexts(Set<Condition> conditions) {
        Set<Condition.Like> likes = new LinkedHashSet<>();
        List<Condition.InList> lists = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition instanceof Condition.OneOf oneOf) {
                written.addAll(oneOf.texts());
            } else if (condition instanceof Condition.NoneOf noneOf) {
                written.addAll(noneOf.texts());
            } else if (condition instanceof Condition.InList inList) {
                lists.add(inList);
            } else if (condition instanceof Condition.Like like) {
                likes.add(like);
            }
        }
        written.forEach(this::add);
        addListed(lists, likes);
        likes.forEach(like -> written.add(like.written()));
        TextSamples samples = new TextSamples(written);
        for (Condition.Like like : likes) {
            List<String> fitting = samples.of(like);
            fitting.forEach(this::add);
            if (fitting.isEmpty()) {
                add(new Unknown(like));
            }
        }
        samples.ofPairs(likes).forEach(this::add);
        samples.others().forEach(this::add);
    }

    private void addEveryCombination(Set<Condition> conditions) throws TooLarge {
        List<Condition.Like> likes = conditions.stream()
                .flatMap(condition -> condition instanceof Condition.Like like ? Stream.of(like) : Stream.empty())
                .toList();
        if (likes.size() > MOST_COMBINED) {
            throw new TooLarge();
        }
        for (int chosen = 0; chosen < 1 << likes.size(); chosen++) {
            Set<Condition.Like> fitting = new LinkedHashSet<>();
            for (int i = 0; i < likes.size(); i++) {
                if ((chosen >> i & 1) == 1) {
                    fitting.add(likes.get(i));
                }
            }
            add(new Unseen(fitting));
        }
    }

    /** Of a list's texts, one for each way in which the column's other cells take them. */
    private void addListed(List<Condition.InList> lists, Set<Condition.Like> likes) {
        Map<BitSet, String> kinds = new LinkedHashMap<>();
        for (Condition.InList list : lists) {
            for (String text : new TreeSet<>(list.texts())) {
                if (indexOfValue.containsKey(text)) {
                    // It is on the axis by its own name, and stands for no other.
                    continue;
                }
                BitSet kind = new BitSet();
                int bit = 0;
                for (Condition.InList each : lists) {
                    kind.set(bit++, each.test(text));
                }
                for (Condition.Like like : likes) {
                    kind.set(bit++, like.test(text));
                }
                kinds.putIfAbsent(kind, text);
            }
        }
        kinds.values().forEach(this::add);
    }

    private BitSet fitting(Condition condition) {
        BitSet fitting = new BitSet();
        if (condition instanceof Condition.OneOf oneOf) {
            setAll(fitting, oneOf.texts());
        } else if (condition instanceof Condition.NoneOf noneOf) {
            setAll(fitting, noneOf.texts());
            fitting.flip(0, size());
        } else {
            for (int i = 0; i < size(); i++) {
                Object value = values.get(i);
                fitting.set(i, fits(value, condition));
            }
        }
        return fitting;
    }

    private void setAll(BitSet fitting, List<String> texts) {
        for (String text : texts) {
            Integer index = indexOfValue.get(text);
            if (index != null) {
                fitting.set(index);
            }
        }
    }

    /** Whether one of an axis's values meets a condition. */
    private static boolean fits(@Nullable Object value, Condition condition) {
        boolean anyText = condition instanceof Condition.Anything || condition instanceof Condition.Known;
        if (value instanceof Unknown text) {
            return anyText || condition.equals(text.like());
        }
        if (value instanceof Unseen text) {
            return anyText
                    || condition instanceof Condition.Like like && text.likes().contains(like);
        }
        return condition.test(value);
    }
}
