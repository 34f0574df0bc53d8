package dev.charla.engine;

import java.time.Duration;

/**
 * Limits of the engine.
 *
 * @param maxSessions sessions that may be open at once
 * @param maxLength how long a session may last; the service's own is 60 minutes
 */
public record EngineOptions(int maxSessions, Duration maxLength) {
    /** As the service, with room for more sessions than two cores can serve. */
    public static final EngineOptions DEFAULT = new EngineOptions(200, Duration.ofMinutes(60));

    public EngineOptions {
        if (maxSessions < 1 || maxLength.isNegative() || maxLength.isZero()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
