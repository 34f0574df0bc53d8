package dev.charla.engine.hearing;

import dev.charla.engine.endpointing.SpeechDetector;

/**
 * Detects a short pause within a turn: too short to end the turn, long enough to prepare for its
 * end. Confined to the session's loop.
 */
final class Lull {
    private static final int FRAME_MS =
            1_000 * SpeechDetector.FRAME_SAMPLES / SpeechDetector.SAMPLE_RATE_HZ;

    /**
     * 200 ms: gaps between words are shorter, and the model recognises as well with this much
     * silence.
     */
    private static final int QUIET_FRAMES = 200 / FRAME_MS;

    /**
     * Tolerated speech frames, for lip noise; the end of the turn tolerates as many in its 500 ms.
     */
    private static final int ODD_FRAMES = 3;

    private int quiet;
    private int speech;
    private boolean lasts;

    /** The effect of a frame. */
    enum Change {
        NONE,
        BEGINS,
        ENDS
    }

    /** Processes the next frame of the turn. */
    Change accept(boolean isSpeech) {
        if (lasts) {
            speech += isSpeech ? 1 : 0;
            if (speech > ODD_FRAMES) {
                forget();
                return Change.ENDS;
            }
            return Change.NONE;
        }
        quiet = isSpeech ? 0 : quiet + 1;
        if (quiet < QUIET_FRAMES) {
            return Change.NONE;
        }
        lasts = true;
        speech = 0;
        return Change.BEGINS;
    }

    /** Another turn begins. */
    void forget() {
        quiet = 0;
        speech = 0;
        lasts = false;
    }
}
