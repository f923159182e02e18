package dev.headwater.decision;

/**
 * The specific origin of a lead.
 *
 * @param id stable, in lower case with hyphens ({@code google-ads})
 * @param name for people ({@code Google Ads})
 */
public record Source(String id, String name) {}
