/**
 * The rules in force: tables and .drl files in Drools' engine ({@link RuleSet}), loaded and checked as a whole
 * ({@link RuleSetLoader}), and swapped in one step ({@link ActiveRuleSet}).
 *
 * <p>Everything of Drools stays in here; facts and sessions never leave {@link RuleSet#decide}. Start there.
 */
@NullMarked
package dev.headwater.rules;

import org.jspecify.annotations.NullMarked;
