package dev.charla.client;

import dev.charla.loop.SessionLoop;
import dev.charla.wire.NettySessionLoop;

/** Opens connections to Voice Live services. Safe for use by any number of loops at once. */
public interface ServiceConnector {
    /**
     * Begins to connect and returns at once; the listener hears {@link ServiceListener#opened} or
     * {@link ServiceListener#closed} later, never from within this call. Must be called on {@code
     * loop}. One attempt: whether to try again is the caller's decision, see {@link
     * CloseCause#retry()}.
     *
     * @param loop owns the connection; one of {@link NettySessionLoop} where a socket is opened
     * @return the connection being made; {@link ServiceConnection#close} cancels the attempt
     * @throws IllegalArgumentException if this connector cannot serve {@code loop}
     */
    ServiceConnection connect(ServiceTarget target, SessionLoop loop, ServiceListener listener);
}
