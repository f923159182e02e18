package dev.headwater.decision;

/**
 * Two signals of one lead that contradict each other.
 *
 * @param id stable, in lower case with hyphens ({@code source-conflict})
 * @param text what contradicts what, with the values quoted
 * @param rule where the rule stands that saw it
 */
public record Conflict(String id, String text, RowAddress rule) {}
