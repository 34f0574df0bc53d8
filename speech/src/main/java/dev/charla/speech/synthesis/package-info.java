/** Voices: MaryTTS in this process, and programs such as espeak-ng and Piper. */
@NullMarked
package dev.charla.speech.synthesis;

import org.jspecify.annotations.NullMarked;
