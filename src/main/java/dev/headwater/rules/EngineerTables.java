package dev.headwater.rules;

/**
 * Whether decision tables in Drools' own format ({@code *.drl.xlsx}, {@code *.drl.csv}) are loaded. Their cells are code,
 * run with the rights of the service; so whoever runs it has to say so.
 */
public enum EngineerTables {
    /** A rule set that holds one is refused, with the name of the setting that would allow it. */
    REFUSED,
    /** They are loaded, beside the {@code .drl} files. */
    LOADED
}
