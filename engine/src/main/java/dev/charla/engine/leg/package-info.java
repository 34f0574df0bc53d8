/**
 * The way out to the client: events in the words of its version, with their names. Confined to the
 * session's loop.
 */
@NullMarked
package dev.charla.engine.leg;

import org.jspecify.annotations.NullMarked;
