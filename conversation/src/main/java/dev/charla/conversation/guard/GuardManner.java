package dev.charla.conversation.guard;

import java.time.Duration;

/**
 * How a guard is asked.
 *
 * @param deadline how long it may think about some words; then it has failed, and its thread is
 *     interrupted
 * @param failsOpen whether words pass when it fails; otherwise they are stopped
 */
public record GuardManner(Duration deadline, boolean failsOpen) {
    /** A pause of half a second passes for taking breath; a guard is there to be relied on. */
    public static final GuardManner DEFAULT = new GuardManner(Duration.ofMillis(500), false);

    public GuardManner {
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("a deadline must be longer than nothing");
        }
    }
}
