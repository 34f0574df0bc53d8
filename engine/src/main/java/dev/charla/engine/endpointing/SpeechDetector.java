package dev.charla.engine.endpointing;

/**
 * Tells speech from everything else, frame by frame. One instance hears one session; confined to
 * the thread that feeds it.
 */
public interface SpeechDetector extends AutoCloseable {
    /** Samples per second of what {@link #speechProbability} takes. */
    int SAMPLE_RATE_HZ = 16_000;

    /** Samples in one frame: 20 ms at {@link #SAMPLE_RATE_HZ}. */
    int FRAME_SAMPLES = 320;

    /**
     * How likely the frame is speech, 0 to 1, on the scale of the protocol's {@code threshold}: 0.5
     * is an ordinary decision, higher wants louder and clearer speech.
     *
     * @param frame at least {@code offset + FRAME_SAMPLES} samples; not kept
     */
    double speechProbability(short[] frame, int offset);

    /** Forgets what was heard, as for a new session. */
    void reset();

    /** Frees native memory; idempotent. */
    @Override
    void close();

    /** Makes one detector per session. */
    @FunctionalInterface
    interface Factory {
        SpeechDetector create();
    }
}
