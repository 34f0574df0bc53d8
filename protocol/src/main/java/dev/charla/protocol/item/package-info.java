/** Conversation items (messages and calls with their parts) and IDs. */
@NullMarked
package dev.charla.protocol.item;

import org.jspecify.annotations.NullMarked;
