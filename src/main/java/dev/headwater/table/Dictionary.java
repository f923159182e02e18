package dev.headwater.table;

import java.util.List;

/**
 * The words that may stand in a header.
 *
 * @param words in the dictionary's order
 */
public record Dictionary(List<Word> words) {

    public Dictionary {
        words = List.copyOf(words);
    }
}
