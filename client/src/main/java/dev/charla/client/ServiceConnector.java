package dev.charla.client;

import dev.charla.loop.SessionLoop;
import dev.charla.wire.NettySessionLoop;

/** Opens connections to Voice Live services. Safe for use by any number of loops at once. */
public interface ServiceConnector {
    /**
     * Starts to connect and returns at once. The listener is called with {@link
     * ServiceListener#opened} or {@link ServiceListener#closed} later, never within this call. Must
     * be called on {@code loop}. This is one attempt: the caller decides whether to retry, see
     * {@link CloseCause#retry()}.
     *
     * @param loop owns the connection; a {@link NettySessionLoop} if a socket is to be opened
     * @return the connection in progress; {@link ServiceConnection#close} cancels the attempt
     * @throws IllegalArgumentException if this connector cannot serve {@code loop}
     */
    ServiceConnection connect(ServiceTarget target, SessionLoop loop, ServiceListener listener);
}
