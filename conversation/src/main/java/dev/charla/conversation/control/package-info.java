/** How a conversation is steered and ended, and its timers. */
@NullMarked
package dev.charla.conversation.control;

import org.jspecify.annotations.NullMarked;
