/**
 * One connection to a Voice Live service: its address, credentials, handshake, sending, receiving,
 * keep-alive and end.
 *
 * <p>The conversation calls it and is called back, all on the {@link dev.charla.loop.SessionLoop}
 * it names when it connects; the browser's socket of the same conversation is served by that loop
 * too, so audio crosses no thread. Name resolution and credentials, which may block, run on a
 * virtual thread per attempt.
 *
 * <p>The sockets are Netty's, without Reactor around them: a microphone frame then costs one buffer
 * and no publisher, the writability of the channel is at hand for the bounded queue, and the body
 * of a refused upgrade can be read.
 */
@NullMarked
package dev.charla.client;

import org.jspecify.annotations.NullMarked;
