package dev.headwater.scenario;

/**
 * Where something stands in a text file.
 *
 * @param line 1 for the first
 * @param column 1 for the first character of the line
 */
public record Place(int line, int column) {

    /** The beginning of a file. */
    public static final Place START = new Place(1, 1);
}
