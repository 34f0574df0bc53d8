package dev.charla.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the engine.
 *
 * @param maxSessions sessions that may be open at once
 * @param maxLength how long a session may last; the service's own is 60 minutes
 * @param maxIdle how long a client may send nothing before its session ends; null for as long as it
 *     likes, as at the service
 * @param maxLoad this process's share of its processors, above 0 to 1, from which on no further
 *     caller is heard, so that the others do not stutter; who types is answered all the same. 1:
 *     everybody is heard
 */
public record EngineOptions(
        int maxSessions, Duration maxLength, @Nullable Duration maxIdle, double maxLoad) {
    /** As the service, with room for more sessions than two cores can serve. */
    public static final EngineOptions DEFAULT = new EngineOptions(200, Duration.ofMinutes(60));

    public EngineOptions {
        if (maxSessions < 1
                || !maxLength.isPositive()
                || (maxIdle != null && !maxIdle.isPositive())) {
            throw new IllegalArgumentException("limits must be positive");
        }
        if (!(maxLoad > 0 && maxLoad <= 1)) {
            throw new IllegalArgumentException("maxLoad must be above 0 and at most 1");
        }
    }

    /** With callers that are heard however many there are. */
    public EngineOptions(int maxSessions, Duration maxLength, @Nullable Duration maxIdle) {
        this(maxSessions, maxLength, maxIdle, 1);
    }

    /** With clients that may be silent. */
    public EngineOptions(int maxSessions, Duration maxLength) {
        this(maxSessions, maxLength, null);
    }
}
