/**
 * Calls whisper.cpp. Loaded by {@link dev.charla.speech.natives.Library} beside the library itself;
 * nothing else may name a class of this package.
 */
@NullMarked
package dev.charla.speech.whisper;

import org.jspecify.annotations.NullMarked;
