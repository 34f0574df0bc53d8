package dev.charla.engine.leg;

import dev.charla.engine.session.EngineSession;
import dev.charla.protocol.event.ServerEvent;

/** The way back to the client of a session. Used on the session's loop. */
public interface ClientLeg {
    /** Sends one event, after all before it. */
    void send(ServerEvent event);

    /**
     * Whether the client takes what it is sent; while it does not, audio waits. The session is told
     * by {@link EngineSession#writable()} when that changes.
     */
    boolean isWritable();

    /** Closes the connection. The session is told by {@link EngineSession#close()}. Idempotent. */
    void close(int code, String reason);

    /** Breaks the connection off without a close frame. Idempotent. */
    void abort();
}
