package dev.charla.wire;

import io.netty.buffer.ByteBuf;

/**
 * Receives the events of a {@link NettySocket}. All calls on the socket's loop; none after {@code
 * closed}.
 */
public interface SocketListener {
    /** Ignores everything: for a socket that is closed as soon as it is open. */
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

    /** A complete text message. The buffer is valid during the call only. */
    void text(ByteBuf utf8);

    /** A complete binary message. The buffer is valid during the call only. */
    void binary(ByteBuf bytes);

    /**
     * The peer has read enough that sending may continue after {@link NettySocket#isWritable} was
     * false.
     */
    void writable();

    /** The socket is closed, by either side. Called exactly once. */
    void closed();
}
