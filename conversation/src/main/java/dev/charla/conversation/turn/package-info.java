/**
 * The caller's turns: what became of each, and how long its answer took.
 *
 * <p>Confined to the session's loop.
 */
@NullMarked
package dev.charla.conversation.turn;

import org.jspecify.annotations.NullMarked;
