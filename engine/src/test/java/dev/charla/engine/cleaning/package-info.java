/** How much of what is not the caller is taken out, on synthetic speech and rooms. */
@NullMarked
package dev.charla.engine.cleaning;

import org.jspecify.annotations.NullMarked;
