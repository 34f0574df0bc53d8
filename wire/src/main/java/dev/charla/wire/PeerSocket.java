package dev.charla.wire;

import dev.charla.loop.SessionLoop;
import io.netty.buffer.ByteBuf;

/**
 * The server's end of a connection that carries messages both ways, by WebSocket or otherwise.
 * Confined to its {@link #loop}.
 */
public interface PeerSocket {
    /** What a peer's close code counts as that went without a close frame (RFC 6455, 7.1.5). */
    int NO_CLOSE_FRAME = 1006;

    /** Whose thread this lives on. */
    SessionLoop loop();

    /** Sends a text message. */
    void sendText(byte[] utf8);

    /**
     * Room for a binary message of exactly so many bytes, to be written behind what is in it
     * already and given to {@link #sendBinary}: so it is never copied.
     */
    ByteBuf binary(int bytes);

    /** Sends what {@link #binary} gave; takes it over. */
    void sendBinary(ByteBuf message);

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
