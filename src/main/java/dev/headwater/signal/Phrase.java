package dev.headwater.signal;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a phrase means in an answer to "How did you hear about us?".
 *
 * @param role the part it plays
 * @param recognised the source it names; null unless its role is to name one
 * @param paid the source that it names when the answer speaks of an ad; null where that makes no difference
 * @param general whether it names a mere kind ("search engine"), which yields to any one of that kind
 * @param alone whether it counts only where nothing else that means anything stands beside it ("AI", "Claude")
 */
record Phrase(
        Role role,
        @Nullable Recognised recognised,
        @Nullable Recognised paid,
        boolean general,
        boolean alone) {

    /** The parts that phrases play; all but the first are written in the list's category column. */
    enum Role {
        SOURCE("source"),
        /** Says nothing: "n/a", "internet". As the longer phrase it also keeps a shorter one quiet: "Google Analytics". */
        NO_ANSWER(ListReader.NO_ANSWER),
        /** Denies what follows: "not", "never from". */
        NEGATION("negation"),
        /** Ends what a negation reaches: "but", "until". */
        CONTRAST("contrast"),
        /** Carries a negation on to what follows: "or", "and". */
        JOINER("joiner"),
        /** Says that what stands beside it was paid for: "ad", "sponsored". */
        AD("ad"),
        /** What stands beside it counts before others: "mostly", "first". */
        MAINLY("mainly"),
        /** What stands before it came first: "then", "so I". */
        THEN("then"),
        /** What follows it came first: "after". */
        AFTER("after"),
        /** Means nothing, and is no misspelling of anything: "from", "the", "quota". */
        FILLER("filler");

        private final String category;

        Role(String category) {
            this.category = category;
        }

        /** The word in the category column. */
        String category() {
            return category;
        }

        /** The role of a category other than a source's. */
        static Optional<Role> ofCategory(String folded) {
            return Arrays.stream(values())
                    .filter(role -> role != SOURCE && role.category.equals(folded))
                    .findFirst();
        }
    }

    /** A phrase that names no source. */
    static Phrase of(Role role) {
        return new Phrase(role, null, null, false, false);
    }
}
