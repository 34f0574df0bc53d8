package dev.charla.client;

import dev.charla.protocol.event.ServerEvent;

/**
 * Told what happens on one {@link ServiceConnection}; all calls come on its session loop, one after
 * another, in the order of the wire. A call must not block. What a call throws is logged and ends
 * the connection with {@link CloseCause#LISTENER_FAILED}.
 */
public interface ServiceListener {
    /**
     * The service accepted the connection; from here on events may be sent. Nothing needs to wait
     * for {@code session.created}, which arrives as the first {@link #event}.
     */
    void opened(ServiceConnection connection);

    /** One event of the service. Nothing arrives after {@link ServiceConnection#close}. */
    void event(ServerEvent event);

    /** The end, exactly once for every connect, also when it never opened. */
    void closed(ServiceClosed closed);
}
