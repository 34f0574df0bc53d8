/**
 * One response of a session: what it is asked to be, what is written of it, and what of it was
 * played. Confined to the session's loop.
 */
@NullMarked
package dev.charla.engine.answers;

import org.jspecify.annotations.NullMarked;
