package dev.headwater.decision;

import java.util.List;

/**
 * Under which profiles the channel is wanted.
 *
 * @param chosen the profile whose channel is the answer's, and that of the touch which it leaves
 * @param alongside profiles whose channels are told beside it
 */
public record Profiles(String chosen, List<String> alongside) {
    /** The name of the table Channel that later tables ask about, beside which profiles stand. */
    public static final String DEFAULT = "default";

    /** The default alone. */
    public static final Profiles NONE = new Profiles(DEFAULT, List.of());

    public Profiles {
        alongside = List.copyOf(alongside);
    }
}
