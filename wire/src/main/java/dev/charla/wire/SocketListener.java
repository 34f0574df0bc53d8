package dev.charla.wire;

import io.netty.buffer.ByteBuf;

/** Hears a {@link NettySocket}. All calls on the socket's loop; nothing after {@code closed}. */
public interface SocketListener {
    /** Hears nothing: for a socket that is closed as soon as it is open. */
    SocketListener DEAF =
            new SocketListener() {
                @Override
                public void text(ByteBuf utf8) {}

                @Override
                public void binary(ByteBuf bytes) {}

                @Override
                public void writable() {}

                @Override
                public void closed() {}
            };

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
