/**
 * What the page was given to play and what the caller has heard of it.
 *
 * <p>Confined to the session's loop.
 */
@NullMarked
package dev.charla.conversation.playout;

import org.jspecify.annotations.NullMarked;
