package dev.headwater.json;

/**
 * One thing wrong with what a caller sent, told to the caller.
 *
 * @param pointer where: a JSON pointer ({@code /campaign/name}, empty for the whole document), or the name of a query
 *     parameter or header where a {@link ProblemType} says so
 * @param found what stands there, quoted and cut to a readable length
 * @param expected what would be right
 */
public record Fault(String pointer, String found, String expected) {

    /** {@code /occurredAt: found "yesterday", expected a time with an offset}. */
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the whole" : pointer) + ": found " + found + ", expected " + expected;
    }
}
