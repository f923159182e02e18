package dev.headwater.table;

import java.util.Collection;
import java.util.Optional;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** The known word that somebody most likely meant. */
public final class Nearest {
    private static final int LONGEST = 100;
    private static final int MOST_SLIPS = 4;
    private static final int SHORTEST_BEGINNING = 3;
    private static final DamerauLevenshteinDistance SLIPS = new DamerauLevenshteinDistance();

    private Nearest() {}

    /**
     * The known word nearest to a found one, in its own spelling.
     *
     * @param found what was written
     * @param known what could have been
     * @return the nearest word, the first of equals; nothing where none is near enough to be worth a question
     */
    public static Optional<String> to(String found, Collection<String> known) {
        String wanted = Text.nameKey(found);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Optional.empty();
        }
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String word : known) {
            int distance = distance(wanted, Text.nameKey(word));
            if (distance < least) {
                least = distance;
                nearest = word;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** {@code  Did you mean "paid"?} with its leading space; empty where nothing is near. */
    static String question(String found, Collection<String> known) {
        return to(found, known).map(word -> " Did you mean \"" + word + "\"?").orElse("");
    }

    /** Slips of the keyboard; a word that begins with the other comes after all slips. */
    private static int distance(String wanted, String word) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int most = Math.min(MOST_SLIPS, (Math.max(wanted.length(), word.length()) + 1) / 3);
        int slips = SLIPS.apply(wanted, word);
        if (slips <= most && slips < word.length()) {
            return slips;
        }
        boolean begins = wanted.length() >= SHORTEST_BEGINNING && word.startsWith(wanted)
                || word.length() >= SHORTEST_BEGINNING && wanted.startsWith(word);
        return begins ? MOST_SLIPS + 1 : Integer.MAX_VALUE;
    }
}
