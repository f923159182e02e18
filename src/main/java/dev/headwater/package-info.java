/** Wiring: settings become objects here, by constructors. Nothing imports this package. */
@NullMarked
package dev.headwater;

import org.jspecify.annotations.NullMarked;
