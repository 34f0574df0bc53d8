package dev.charla.client;

import dev.charla.protocol.event.ServerEvent;

/**
 * Receives the events of one {@link ServiceConnection}. All calls are on its session loop, one
 * after another, in wire order. A call must not block. An exception from a call is logged and ends
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

    /** The end. Called exactly once for every connect, also when the connection never opened. */
    void closed(ServiceClosed closed);
}
