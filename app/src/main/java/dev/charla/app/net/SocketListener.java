package dev.charla.app.net;

import io.netty.buffer.ByteBuf;

/** Hears a {@link NettySocket}. All calls on the socket's loop; nothing after {@code closed}. */
public interface SocketListener {
    /** A text message, whole. The buffer is valid during the call only. */
    void text(ByteBuf utf8);

    /** A binary message, whole. The buffer is valid during the call only. */
    void binary(ByteBuf bytes);

    /**
     * The peer has taken enough that more can be sent after {@link NettySocket#isWritable} was
     * false.
     */
    void writable();

    /** The socket is gone, whoever closed it. Exactly once. */
    void closed();
}
