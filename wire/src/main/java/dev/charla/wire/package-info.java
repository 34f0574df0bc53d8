/**
 * What both ends of a WebSocket share, on Netty: the loop that a socket lives on, messages in
 * several frames, flushing, close texts, and the accepted socket of a server. Inside Charla only:
 * its types change without notice.
 */
@NullMarked
package dev.charla.wire;

import org.jspecify.annotations.NullMarked;
