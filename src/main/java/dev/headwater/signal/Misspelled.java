package dev.headwater.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the listed words that a mistyped one may mean. In a word of five letters and more one slip is forgiven, in one of
 * ten and more two; never in the first letter, which people get right: a Sprint is no Print. In a word of five a wrong
 * letter makes another word, and is none of those slips: quota is not Quora.
 */
final class Misspelled {
    static final int SLIP_FROM = 5;
    private static final int TWO_SLIPS_FROM = 10;

    /** No word that is meant is longer. */
    private static final int LONGEST = 60;

    /** Words of one shape that are compared; among more than that, a guess would be slow and no better than chance. */
    private static final int MOST_ALIKE = 2_000;

    /** By first letter and length; most words are far from most others. */
    private final Map<Integer, List<String>> byShape = new HashMap<>();

    /** Adds a listed word; one that is too short to be mistyped is passed over. */
    void add(String word) {
        if (word.length() >= SLIP_FROM) {
            byShape.computeIfAbsent(shape(word.charAt(0), word.length()), key -> new ArrayList<>())
                    .add(word);
        }
    }

    /**
     * The listed words with the fewest slips, all of them where several have as few; empty where none is near enough.
     *
     * @param typed a word that is not listed itself
     */
    List<String> nearest(String typed) {
        List<String> nearest = new ArrayList<>();
        if (typed.length() < SLIP_FROM || typed.length() > LONGEST) {
            return nearest;
        }
        int fewest = typed.length() >= TWO_SLIPS_FROM ? 2 : 1;
        int shortest = Math.max(SLIP_FROM, typed.length() - fewest);
        for (int length = shortest; length <= typed.length() + 2; length++) {
            List<String> alike = byShape.getOrDefault(shape(typed.charAt(0), length), List.of());
            for (String word : alike.size() > MOST_ALIKE ? List.<String>of() : alike) {
                int slips = slips(typed, word, fewest);
                if (slips < fewest) {
                    fewest = slips;
                    nearest.clear();
                }
                if (slips == fewest) {
                    nearest.add(word);
                }
            }
        }
        return nearest;
    }

    private static int slips(String typed, String word, int most) {
        int slips = Typo.slips(typed, word, most);
        boolean wrongLetter = slips == 1 && typed.length() == word.length() && !sameLetters(typed, word);
        boolean tooShort = slips > 1 ? word.length() < TWO_SLIPS_FROM : wrongLetter && word.length() <= SLIP_FROM;
        return tooShort ? most + 1 : slips;
    }

    private static boolean sameLetters(String one, String other) {
        return one.chars().sum() == other.chars().sum();
    }

    private static int shape(char first, int length) {
        return first << 8 | Math.min(length, 255);
    }
}
