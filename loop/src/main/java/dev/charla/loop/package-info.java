/**
 * The seam between a session and the thread it lives on.
 *
 * <p>The conversation and the engine are written against {@link dev.charla.loop.SessionLoop} alone;
 * the application gives them a Netty event loop, tests give them virtual time.
 */
@NullMarked
package dev.charla.loop;

import org.jspecify.annotations.NullMarked;
