/**
 * The wire forms: a lead context read with all its faults at once ({@link LeadContextJson}), an answer written
 * ({@link ResolutionJson}), a refusal as problem details ({@link Problem}).
 */
@NullMarked
package dev.headwater.json;

import org.jspecify.annotations.NullMarked;
