package dev.charla.engine.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens to a connection before there is a session. */
public sealed interface Handshake {
    /** How long the client waits. */
    Duration delay();

    /** The session begins. */
    record Accept(Duration delay) implements Handshake {}

    /**
     * The upgrade is refused.
     *
     * @param status an HTTP status from 400 to 599
     * @param message for the body, without quotes or backslashes
     * @param retryAfter for the header of that name; null for none
     */
    record Refuse(int status, String message, @Nullable Duration retryAfter, Duration delay)
            implements Handshake {}

    /** The client gets no response. */
    record NeverAnswer(Duration delay) implements Handshake {}

    /** The connection is aborted. */
    record HangUp(Duration delay) implements Handshake {}
}
