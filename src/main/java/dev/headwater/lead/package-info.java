/**
 * What an app tells us about a lead, as raw as it came: {@link LeadContext} and the value types in it.
 *
 * <p>Nothing here is recognised or judged; that is the work of {@code signal} and {@code rules}. Start at
 * {@link LeadContext}.
 */
@NullMarked
package dev.headwater.lead;

import org.jspecify.annotations.NullMarked;
