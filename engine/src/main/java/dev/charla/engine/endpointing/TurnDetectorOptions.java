package dev.charla.engine.endpointing;

import java.time.Duration;

/**
 * When a turn begins and ends; the protocol's {@code server_vad}.
 *
 * @param threshold how likely a frame must be speech, 0 to 1
 * @param prefixPadding how much audio from before the onset belongs to the turn
 * @param silence how long the caller must be quiet before the turn ends
 * @param speech how long somebody must speak before it counts as an onset
 */
public record TurnDetectorOptions(
        double threshold, Duration prefixPadding, Duration silence, Duration speech) {
    /** What the service says it uses when nothing else was asked for. */
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
