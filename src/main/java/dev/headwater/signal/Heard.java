package dev.headwater.signal;

import java.util.List;
import java.util.stream.Collectors;

/** What was made of an answer to "How did you hear about us?": one source, or none and why. */
public sealed interface Heard {

    /** Every source that the answer names and does not deny, in the order in which it does; none twice. */
    List<Recognised> mentioned();

    /**
     * The answer names one source, or clearly one above others.
     *
     * @param recognised that source
     * @param mentioned with it, the others that it names
     */
    record Named(Recognised recognised, List<Recognised> mentioned) implements Heard {
        public Named {
            mentioned = List.copyOf(mentioned);
        }
    }

    /**
     * The answer leaves it open; it is no evidence of anything.
     *
     * @param why what kept it open
     * @param mentioned the sources that it names, where it names several
     */
    record Abstained(Why why, List<Recognised> mentioned) implements Heard {
        public Abstained {
            mentioned = List.copyOf(mentioned);
        }

        /** The reason, for people. */
        public String text() {
            return mentioned.isEmpty()
                    ? why.text()
                    : why.text() + ": "
                            + mentioned.stream()
                                    .map(recognised -> recognised.source().name())
                                    .collect(Collectors.joining(", "));
        }
    }

    /** Why no source is taken from an answer. */
    enum Why {
        /** It is longer than any answer is. */
        TOO_LONG("the answer is too long to be one"),
        /** It is code or markup, which no lead types. */
        CODE("the answer is code, not words"),
        /** It says nothing, as "n/a" or "internet" do. */
        NO_ANSWER("the answer says nothing about a source"),
        /** It only says what it was not. */
        DENIED("the answer only says what it was not"),
        /** It says that it was an ad, but not where. */
        SOME_AD("the answer names an ad, but not where it was"),
        /** It names several, and none of them above the others. */
        SEVERAL("the answer names several sources"),
        /** No phrase of the list stands in it. */
        NOT_LISTED("no phrase of rules/lists/self-reports.csv stands in the answer");

        private final String text;

        Why(String text) {
            this.text = text;
        }

        /** The reason, for people. */
        public String text() {
            return text;
        }
    }
}
