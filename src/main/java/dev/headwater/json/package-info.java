/**
 * The wire forms: a lead context read with all its faults at once ({@link LeadContextJson}), an answer written
 * ({@link ResolutionJson}), touches and credits, a refusal as problem details ({@link Problem}). {@link AppShape} lists the
 * shapes of other products' bodies that are read as leads.
 */
@NullMarked
package dev.headwater.json;

import org.jspecify.annotations.NullMarked;
