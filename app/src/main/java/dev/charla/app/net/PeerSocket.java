package dev.charla.app.net;

import dev.charla.loop.SessionLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The server's end of a connection that carries messages both ways, by WebSocket or otherwise.
 * Confined to its {@link #loop}.
 */
public interface PeerSocket {
    /** What a peer's close code counts as that went without a close frame (RFC 6455, 7.1.5). */
    int NO_CLOSE_FRAME = 1006;

    /** Whose thread this lives on. */
    SessionLoop loop();

    /** For buffers to be sent here. */
    ByteBufAllocator allocator();

    /** Sends a text message. */
    void sendText(byte[] utf8);

    /** Sends a binary message; takes over the buffer. */
    void sendBinary(ByteBuf bytes);

    /** How many bytes wait to be sent. */
    long pendingBytes();

    /** The code of the peer's close frame; {@link #NO_CLOSE_FRAME} while there is none. */
    int peerCloseCode();

    /**
     * Sends what waits, then closes. Idempotent.
     *
     * @param code WebSocket close code
     * @param reason for people who look at the network
     */
    void close(int code, String reason);
}
