/**
 * One response of a session: its settings, its events, and the estimate of what was played.
 * Confined to the session's loop.
 */
@NullMarked
package dev.charla.engine.answers;

import org.jspecify.annotations.NullMarked;
