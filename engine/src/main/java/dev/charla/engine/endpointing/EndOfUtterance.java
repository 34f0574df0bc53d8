package dev.charla.engine.endpointing;

import java.time.Duration;

/**
 * How a pause is judged before it ends a turn; the protocol's {@code end_of_utterance_detection}.
 *
 * @param needed how likely the words must be complete for a pause to end the turn at once, 0 to 1
 * @param longestWait how much longer a pause after incomplete words may last
 * @param language BCP 47 tag of the words; English and Spanish are known, of others only what
 *     punctuation and melody tell
 */
public record EndOfUtterance(double needed, Duration longestWait, String language) {
    /** What the service says it waits when nothing else was asked for. */
    public static final Duration USUAL_WAIT = Duration.ofSeconds(1);

    /** Only what clearly goes on is waited for. */
    public static final double LOW = 0.15;

    /** What seems to go on is waited for. */
    public static final double MEDIUM = 0.35;

    /** All but what clearly ends is waited for. */
    public static final double HIGH = 0.6;

    public EndOfUtterance {
        if (!(needed >= 0 && needed <= 1)) {
            throw new IllegalArgumentException("a likelihood is between 0 and 1");
        }
        if (longestWait.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative");
        }
    }

    /** Of English. */
    public EndOfUtterance(double needed, Duration longestWait) {
        this(needed, longestWait, "en");
    }

    /** The same for words of a language. */
    public EndOfUtterance in(String tag) {
        return new EndOfUtterance(needed, longestWait, tag);
    }

    /**
     * Whether a pause after these words ends the turn at once.
     *
     * @param words as far as they are made out
     */
    public boolean endsAfter(String words, Prosody prosody) {
        return UtteranceJudge.finished(words, language, prosody) >= needed;
    }
}
