/** What a conversation asks of its service. */
@NullMarked
package dev.charla.conversation.request;

import org.jspecify.annotations.NullMarked;
