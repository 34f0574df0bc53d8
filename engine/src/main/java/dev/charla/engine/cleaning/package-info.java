/**
 * Removes from the input what is not the caller: the agent's own voice, and noise. Runs on the
 * session's loop and takes some hundredths of a core per session that requests it.
 */
@NullMarked
package dev.charla.engine.cleaning;

import org.jspecify.annotations.NullMarked;
