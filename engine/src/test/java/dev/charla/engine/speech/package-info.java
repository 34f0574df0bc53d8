/** Real speech for tests: one voice for all of them, and what is done to its audio. */
@NullMarked
package dev.charla.engine.speech;

import org.jspecify.annotations.NullMarked;
