/**
 * The interface between a session and its thread.
 *
 * <p>The conversation and the engine use only {@link dev.charla.loop.SessionLoop}; the application
 * passes in a Netty event loop, and tests pass in virtual time.
 */
@NullMarked
package dev.charla.loop;

import org.jspecify.annotations.NullMarked;
