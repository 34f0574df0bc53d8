package dev.charla.engine.endpointing;

import java.time.Duration;

/**
 * How to decide whether a pause ends a turn; the protocol's {@code end_of_utterance_detection}.
 *
 * @param needed probability that the sentence is complete, 0 to 1, from which a pause ends the turn
 *     at once
 * @param longestWait how much longer a pause after an incomplete sentence may last
 * @param language BCP 47 tag of the words; for languages other than English and Spanish only
 *     punctuation and intonation count
 */
public record EndOfUtterance(double needed, Duration longestWait, String language) {
    /** Azure's documented default wait. */
    public static final Duration USUAL_WAIT = Duration.ofSeconds(1);

    /** Waits only if the sentence clearly continues. */
    public static final double LOW = 0.15;

    /** Waits if the sentence seems to continue. */
    public static final double MEDIUM = 0.35;

    /** Waits unless the sentence clearly ends. */
    public static final double HIGH = 0.6;

    public EndOfUtterance {
        if (!(needed >= 0 && needed <= 1)) {
            throw new IllegalArgumentException("a likelihood is between 0 and 1");
        }
        if (longestWait.isNegative()) {
            throw new IllegalArgumentException("durations must not be negative");
        }
    }

    /** For English. */
    public EndOfUtterance(double needed, Duration longestWait) {
        this(needed, longestWait, "en");
    }

    /** A copy for another language. */
    public EndOfUtterance in(String tag) {
        return new EndOfUtterance(needed, longestWait, tag);
    }

    /**
     * Whether a pause after these words ends the turn at once.
     *
     * @param words the words recognised so far
     */
    public boolean endsAfter(String words, Prosody prosody) {
        return UtteranceJudge.finished(words, language, prosody) >= needed;
    }
}
