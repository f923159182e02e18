package dev.headwater.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a phrase means in an answer to "How did you hear about us?".
 *
 * @param role the part it plays
 * @param recognised the source it names; null unless its role is to name one
 * @param paid the source that it names when the answer speaks of an ad; null where that makes no difference
 * @param hows in what way it counts
 */
record Phrase(
        Role role,
        @Nullable Recognised recognised,
        @Nullable Recognised paid,
        Set<How> hows) {

    Phrase {
        hows = Set.copyOf(hows);
    }

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
        /** What follows it is wanted or done, and is not where the lead heard of us: "looking for", "send me". */
        WANTED("wanted"),
        /** Makes a thing of what stands right before it: "integration", "software". */
        THING("thing"),
        /** May stand between the two: "a", "your". */
        ARTICLE("article"),
        /** Means nothing, and is no misspelling of anything: "from", "quota". */
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

    /** In what way a phrase counts; written in the list's column "how". */
    enum How {
        /** Names a mere kind ("search engine"), which yields to any particular one of that kind. */
        GENERAL("general"),
        /** Says more of how than of where ("recommended"), and yields to any other source: "recommended on Reddit". */
        WEAK("weak"),
        /** Counts only where no word that is not listed stands beside it ("AI", "Claude"). */
        ALONE("alone"),
        /** Counts only as it is spelled: a slip of the finger would make it another word ("Foire"). */
        EXACT("exact");

        private final String word;

        How(String word) {
            this.word = word;
        }

        /** The way that a word of the list names. */
        static Optional<How> of(String folded) {
            return Arrays.stream(values())
                    .filter(how -> how.word.equals(folded))
                    .findFirst();
        }

        /** All words that may stand in the list. */
        static List<String> words() {
            return Arrays.stream(values()).map(how -> how.word).toList();
        }
    }

    boolean is(How how) {
        return hows.contains(how);
    }

    /** Whether a slip of the finger in one of its words is forgiven. */
    boolean maySlip() {
        return (role == Role.SOURCE || role == Role.AD) && !is(How.EXACT);
    }
}
