/**
 * What was said, by whom, in which order, and how much of it was heard.
 *
 * <p>Confined to the session's loop.
 */
@NullMarked
package dev.charla.conversation.caption;

import org.jspecify.annotations.NullMarked;
