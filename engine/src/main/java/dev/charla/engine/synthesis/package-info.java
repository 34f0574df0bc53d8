/** Text to speech, sentence by sentence. */
@NullMarked
package dev.charla.engine.synthesis;

import org.jspecify.annotations.NullMarked;
