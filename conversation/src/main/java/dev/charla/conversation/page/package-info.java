/**
 * What a conversation asks of its way to the page: the port, the messages of notice, the log of
 * events.
 */
@NullMarked
package dev.charla.conversation.page;

import org.jspecify.annotations.NullMarked;
