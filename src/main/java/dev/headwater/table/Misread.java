package dev.headwater.table;

import org.jspecify.annotations.Nullable;

/** A cell that means nothing, and what would; becomes a {@link Flaw} where the cell's address is known. */
final class Misread extends Exception {
    private static final long serialVersionUID = 1L;
    private final String problem;
    private final @Nullable String remedy;

    Misread(String problem, @Nullable String remedy) {
        super(problem, null, false, false);
        this.problem = problem;
        this.remedy = remedy;
    }

    Flaw at(CellAddress where) {
        return Flaw.at(where, problem, remedy);
    }
}
