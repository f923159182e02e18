/**
 * Who may call: API keys and JSON Web Tokens, the files and addresses that they come from, and the roles that they give.
 *
 * <p>Start at {@link Access}. It knows nothing of HTTP, and no other room: {@code http} takes what a caller shows out of
 * headers, asks here who that is, and says no in its own words. {@link LiveFiles} is for all small files that change
 * while the service runs, certificates too.
 */
@NullMarked
package dev.headwater.access;

import org.jspecify.annotations.NullMarked;
