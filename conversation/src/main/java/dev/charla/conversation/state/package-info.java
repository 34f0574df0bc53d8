/**
 * Who has the floor: the states of a conversation and a pure function from a state and an event to
 * the next state and what is to be done.
 *
 * <p>Nothing here knows sockets, time or the wire. The conversation feeds it and carries out the
 * effects, on the session's loop.
 */
@NullMarked
package dev.charla.conversation.state;

import org.jspecify.annotations.NullMarked;
