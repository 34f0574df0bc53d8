package dev.charla.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the engine.
 *
 * @param maxSessions how many sessions may be open at once
 * @param maxLength how long a session may last; Azure's limit is 60 minutes
 * @param maxIdle how long a client may send nothing before its session ends; null: unlimited, as at
 *     Azure
 * @param maxLoad share of its CPUs, above 0 and up to 1, that this process may use before the
 *     engine refuses the speech of further callers, so that the others do not stutter; typed
 *     messages are still answered. 1: no limit
 */
public record EngineOptions(
        int maxSessions, Duration maxLength, @Nullable Duration maxIdle, double maxLoad) {
    /** Azure's limits, and more sessions than two cores can serve. */
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

    /** A copy without admission control. */
    public EngineOptions(int maxSessions, Duration maxLength, @Nullable Duration maxIdle) {
        this(maxSessions, maxLength, maxIdle, 1);
    }

    /** A copy without an idle limit. */
    public EngineOptions(int maxSessions, Duration maxLength) {
        this(maxSessions, maxLength, null);
    }
}
