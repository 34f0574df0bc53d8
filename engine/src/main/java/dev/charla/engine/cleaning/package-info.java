/**
 * Takes out of the input audio what is not the caller: the agent's own voice, and noise. Runs on
 * the session's loop, some hundredths of a core for each session that asks for it.
 */
@NullMarked
package dev.charla.engine.cleaning;

import org.jspecify.annotations.NullMarked;
