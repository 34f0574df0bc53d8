/**
 * What an agent's own code may ask of its conversation, and how one agent follows another in it. On
 * the session's loop, but for what the code is handed.
 */
@NullMarked
package dev.charla.conversation.agent;

import org.jspecify.annotations.NullMarked;
