package dev.headwater.decision;

/**
 * Buyer intent: a tier, and the points that led to it.
 *
 * @param tier the tier
 * @param points the sum of all points given; may be negative
 */
public record Intent(IntentTier tier, double points) {}
