/**
 * The line itself, from lead context to answer, on one screen: {@link SourceResolver}.
 */
@NullMarked
package dev.headwater.resolver;

import org.jspecify.annotations.NullMarked;
