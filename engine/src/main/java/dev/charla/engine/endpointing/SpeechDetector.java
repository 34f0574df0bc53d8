package dev.charla.engine.endpointing;

/**
 * Voice activity detection, frame by frame. One instance per session; confined to the thread that
 * feeds it.
 */
public interface SpeechDetector extends AutoCloseable {
    /** Sample rate of {@link #speechProbability}. */
    int SAMPLE_RATE_HZ = 16_000;

    /** Samples in one frame: 20 ms at {@link #SAMPLE_RATE_HZ}. */
    int FRAME_SAMPLES = 320;

    /**
     * Probability of speech in the frame, 0 to 1, on the scale of the protocol's {@code threshold}:
     * 0.5 is an ordinary decision, higher requires louder and clearer speech.
     *
     * @param frame at least {@code offset + FRAME_SAMPLES} samples; not kept
     */
    double speechProbability(short[] frame, int offset);

    /** Resets the state, as for a new session. */
    void reset();

    /** Frees native memory; idempotent. */
    @Override
    void close();

    /** Creates one detector per session. */
    @FunctionalInterface
    interface Factory {
        SpeechDetector create();
    }
}
