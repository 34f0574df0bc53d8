/**
 * The outbound side to the client: events in the client's dialect, with their IDs. Confined to the
 * session's loop.
 */
@NullMarked
package dev.charla.engine.leg;

import org.jspecify.annotations.NullMarked;
