/**
 * The jar's commands, one class each; {@link Headwater} lists them.
 */
@NullMarked
package dev.headwater.command;

import org.jspecify.annotations.NullMarked;
