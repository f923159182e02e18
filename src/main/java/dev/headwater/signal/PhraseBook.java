package dev.headwater.signal;

import dev.headwater.signal.Phrase.How;
import dev.headwater.signal.Words.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds listed phrases in a row of words, the longest first, none overlapping another. A phrase may be written in one
 * word ({@code tiktok}, {@code wordofmouth}) and a word in two ({@code face book}); a slip of the finger is forgiven in a
 * long word that is not itself listed, where only one can be meant. The time is linear in the number of words.
 */
final class PhraseBook {
    /** A shorter word is not looked for in two halves, nor a shorter phrase in one word. */
    private static final int JOINED_FROM = 6;

    private final Node root = new Node();

    /** Every word of every phrase; listed, so never a misspelling of another. */
    private final Map<String, Boolean> meansSomething = new LinkedHashMap<>();

    private final Misspelled misspelled = new Misspelled();

    private static final class Node {
        private final Map<String, Node> next = new HashMap<>();
        private @Nullable Phrase phrase;
    }

    /**
     * A phrase found.
     *
     * @param phrase the phrase
     * @param from the first of its words, counted from 0
     * @param to the word after its last
     * @param exact whether it was spelled as listed
     */
    record Found(Phrase phrase, int from, int to, boolean exact) {
        int length() {
            return to - from;
        }
    }

    /** Adds a phrase; what is listed already stays. */
    void add(List<String> words, Phrase phrase) {
        Node node = root;
        for (String word : words) {
            node = node.next.computeIfAbsent(word, key -> new Node());
            meansSomething.merge(word, phrase.maySlip(), Boolean::logicalOr);
        }
        if (node.phrase == null) {
            node.phrase = phrase;
        }
    }

    /** Ends the adding: phrases of several words become known in one word, unless that is listed for itself. */
    void close() {
        // In this order: a phrase run together is a guess already, and none is made of a guess.
        meansSomething.forEach((word, maySlip) -> {
            if (maySlip) {
                misspelled.add(word);
            }
        });
        Map<String, Phrase> joined = new LinkedHashMap<>();
        join("", root, 0, joined);
        joined.forEach((word, phrase) -> {
            if (word.length() >= JOINED_FROM && !meansSomething.containsKey(word)) {
                add(List.of(word), phrase);
            }
        });
    }

    private static void join(String before, Node node, int depth, Map<String, Phrase> joined) {
        if (depth > 1 && node.phrase != null) {
            joined.putIfAbsent(before, node.phrase);
        }
        node.next.forEach((word, next) -> join(before + word, next, depth + 1, joined));
    }

    /** The phrases in a row of words, from left to right. */
    List<Found> find(List<Word> words) {
        List<String> meant = words.stream().map(word -> meant(word.text())).toList();
        List<Found> all = new ArrayList<>();
        for (int from = 0; from < words.size(); from++) {
            findFrom(from, words, meant, all);
        }
        all.sort(Comparator.comparingInt((Found found) -> -found.length())
                .thenComparing(found -> !found.exact())
                .thenComparingInt(Found::from));
        BitSet taken = new BitSet();
        List<Found> chosen = new ArrayList<>();
        for (Found found : all) {
            if (taken.get(found.from(), found.to()).isEmpty()) {
                taken.set(found.from(), found.to());
                chosen.add(found);
            }
        }
        chosen.sort(Comparator.comparingInt(Found::from));
        return chosen;
    }

    private void findFrom(int from, List<Word> words, List<String> meant, List<Found> all) {
        Node node = root;
        boolean exact = true;
        int clause = words.get(from).clause();
        for (int i = from; i < words.size() && words.get(i).clause() == clause; i++) {
            node = node.next.get(meant.get(i));
            if (node == null) {
                break;
            }
            exact &= meant.get(i).equals(words.get(i).text());
            if (node.phrase != null && (exact || !node.phrase.is(How.EXACT))) {
                all.add(new Found(node.phrase, from, i + 1, exact));
            }
        }
        if (from + 1 < words.size() && words.get(from + 1).clause() == clause) {
            String joined = words.get(from).text() + words.get(from + 1).text();
            Node whole = joined.length() < JOINED_FROM ? null : root.next.get(joined);
            if (whole != null && whole.phrase != null && whole.phrase.recognised() != null) {
                all.add(new Found(whole.phrase, from, from + 2, false));
            }
        }
    }

    /** The listed word that was meant; the word itself where it is listed, or where none or several may be meant. */
    private String meant(String typed) {
        if (meansSomething.containsKey(typed) || typed.length() < Misspelled.SLIP_FROM) {
            return typed;
        }
        String calm = withoutTriples(typed);
        if (meansSomething.containsKey(calm)) {
            return calm;
        }
        List<String> nearest = misspelled.nearest(calm);
        return !nearest.isEmpty() && allMeanTheSame(nearest) ? nearest.get(0) : typed;
    }

    private boolean allMeanTheSame(List<String> words) {
        Node first = root.next.get(words.get(0));
        return words.size() == 1
                || words.stream().allMatch(word -> {
                    Node node = root.next.get(word);
                    return first != null && node != null && first.phrase != null && first.phrase.equals(node.phrase);
                });
    }

    private static String withoutTriples(String word) {
        StringBuilder calm = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            boolean third = i >= 2 && word.charAt(i) == word.charAt(i - 1) && word.charAt(i) == word.charAt(i - 2);
            if (!third) {
                calm.append(word.charAt(i));
            }
        }
        return calm.toString();
    }
}
