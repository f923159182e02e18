package dev.headwater.decision;

/**
 * A row that would have fitted, had one condition been met.
 *
 * @param decides what its table decides
 * @param row where it stands
 * @param id the row's ID
 * @param missed the one condition that the lead did not meet
 */
public record NearMiss(String decides, RowAddress row, String id, Reason.Condition missed) {}
