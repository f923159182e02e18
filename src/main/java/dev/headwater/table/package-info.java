/**
 * A decision table as a value: reading .xlsx and .csv, the cell grammar, the dictionary of words, and every check
 * that needs no engine, told as {@link Flaw}s.
 *
 * <p>No Drools here and no signals: a table knows words, types and cells. Start at {@link DecisionTable}.
 */
@NullMarked
package dev.headwater.table;

import org.jspecify.annotations.NullMarked;
