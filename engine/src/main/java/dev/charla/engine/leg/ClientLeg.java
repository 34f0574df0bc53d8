package dev.charla.engine.leg;

import dev.charla.engine.session.EngineSession;
import dev.charla.protocol.event.ServerEvent;

/** Outbound side to a session's client. Used on the session's loop. */
public interface ClientLeg {
    /** Sends one event, after all earlier ones. */
    void send(ServerEvent event);

    /**
     * Whether the client reads; while it does not, audio waits (back-pressure). {@link
     * EngineSession#writable()} reports the change.
     */
    boolean isWritable();

    /** Closes the connection. {@link EngineSession#close()} follows. Idempotent. */
    void close(int code, String reason);

    /** Aborts the connection without a close frame. Idempotent. */
    void abort();
}
