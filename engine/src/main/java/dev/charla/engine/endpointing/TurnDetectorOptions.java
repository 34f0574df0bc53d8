package dev.charla.engine.endpointing;

import java.time.Duration;

/**
 * When a turn begins and ends; the protocol's {@code server_vad}.
 *
 * @param threshold probability from which a frame counts as speech, 0 to 1
 * @param prefixPadding how much audio from before the onset belongs to the turn
 * @param silence how long the caller must be silent before the turn ends
 * @param speech how long somebody must speak for an onset
 */
public record TurnDetectorOptions(
        double threshold, Duration prefixPadding, Duration silence, Duration speech) {
    /** Azure's documented defaults. */
    public static final TurnDetectorOptions DEFAULT =
            new TurnDetectorOptions(
                    0.5, Duration.ofMillis(300), Duration.ofMillis(500), Duration.ofMillis(200));

    public TurnDetectorOptions {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold must be between 0 and 1");
        }
        if (prefixPadding.isNegative() || silence.isNegative() || speech.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative");
        }
    }
}
