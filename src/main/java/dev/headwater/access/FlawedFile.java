package dev.headwater.access;

import java.io.IOException;
import java.util.List;

/** A file that cannot be taken as it is. */
public final class FlawedFile extends IOException {
    private static final long serialVersionUID = 1;

    private final transient List<String> flaws;

    /** @param flaws all that is wrong with it, each with its place, for the one who wrote it; one or more */
    public FlawedFile(List<String> flaws) {
        super(String.join(System.lineSeparator(), flaws));
        this.flaws = List.copyOf(flaws);
    }

    /** All that is wrong with it, each with its place. */
    public List<String> flaws() {
        return flaws;
    }
}
