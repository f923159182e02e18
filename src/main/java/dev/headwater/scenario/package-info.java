/**
 * What should happen, written by QA: {@link ScenarioFile}s are read, run against a resolver with a frozen clock,
 * and every difference is a {@link Mismatch} that names the row that decided.
 *
 * <p>One runner for all fronts: the {@code test} command and JUnit both call {@link ScenarioRun}.
 */
@NullMarked
package dev.headwater.scenario;

import org.jspecify.annotations.NullMarked;
