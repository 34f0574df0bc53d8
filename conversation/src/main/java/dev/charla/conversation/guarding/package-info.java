/**
 * Asks the guards of an agent, keeps back what has not passed, and does what they decide.
 *
 * <p>Confined to the session's loop, but for the guards themselves.
 */
@NullMarked
package dev.charla.conversation.guarding;

import org.jspecify.annotations.NullMarked;
