/**
 * Calls Vosk. Loaded by {@link dev.charla.speech.natives.Library} beside the library itself;
 * nothing else may name a class of this package.
 */
@NullMarked
package dev.charla.speech.vosk;

import org.jspecify.annotations.NullMarked;
