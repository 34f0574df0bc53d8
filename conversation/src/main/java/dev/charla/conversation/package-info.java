/**
 * One conversation between a caller's page and a Voice Live service.
 *
 * <p>The application makes a {@link dev.charla.conversation.LiveConversation} for each caller, on
 * the loop that serves the caller's socket, and hands it what the page sends; the conversation
 * opens the connection to the service on the same loop. Everything here is confined to that loop,
 * and nothing here knows the framework that runs it.
 */
@NullMarked
package dev.charla.conversation;

import org.jspecify.annotations.NullMarked;
