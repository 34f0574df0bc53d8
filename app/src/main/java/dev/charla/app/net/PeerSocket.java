package dev.charla.app.net;

import dev.charla.loop.SessionLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The server's end of a connection that carries messages both ways, by WebSocket or otherwise.
 * Confined to its {@link #loop}.
 */
public interface PeerSocket {
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

    /**
     * Sends what waits, then closes. Idempotent.
     *
     * @param code WebSocket close code
     * @param reason for people who look at the network
     */
    void close(int code, String reason);
}
