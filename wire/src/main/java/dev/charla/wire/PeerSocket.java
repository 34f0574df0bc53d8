package dev.charla.wire;

import dev.charla.loop.SessionLoop;
import io.netty.buffer.ByteBuf;

/**
 * The server's end of a connection that carries messages both ways, by WebSocket or otherwise.
 * Confined to its {@link #loop}.
 */
public interface PeerSocket {
    /** The code that stands for a connection that ended without a close frame (RFC 6455, 7.1.5). */
    int NO_CLOSE_FRAME = 1006;

    /** The loop that owns this socket. */
    SessionLoop loop();

    /** Sends a text message. */
    void sendText(byte[] utf8);

    /**
     * A buffer for a binary message of exactly this many bytes. Write behind its current content
     * and pass it to {@link #sendBinary}; so the message is never copied.
     */
    ByteBuf binary(int bytes);

    /** Sends a buffer of {@link #binary} and takes ownership of it. */
    void sendBinary(ByteBuf message);

    /** Bytes waiting to be sent. */
    long pendingBytes();

    /** The code of the peer's close frame; {@link #NO_CLOSE_FRAME} until one has arrived. */
    int peerCloseCode();

    /**
     * Sends the waiting data, then closes. Idempotent.
     *
     * @param code WebSocket close code
     * @param reason for people who debug the network
     */
    void close(int code, String reason);
}
