package dev.charla.engine.script;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a connection meets before there is a session. */
public sealed interface Handshake {
    /** How long the client waits for it. */
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

    /** Nothing ever comes back. */
    record NeverAnswer(Duration delay) implements Handshake {}

    /** The connection is broken off. */
    record HangUp(Duration delay) implements Handshake {}
}
