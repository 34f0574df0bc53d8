/** Words that both ends of the engine use. */
@NullMarked
package dev.charla.engine.words;

import org.jspecify.annotations.NullMarked;
