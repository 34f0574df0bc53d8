package dev.charla.speech.natives;

/** A model that tells speech from everything else. Shared by any threads. */
public interface VadModel extends AutoCloseable {
    /** Samples that each window brings: 32 ms at 16 kHz. */
    int WINDOW_SAMPLES = 512;

    /** Samples of the window before that it is looked at with. */
    int CONTEXT_SAMPLES = 64;

    /** Numbers that the model carries from one window to the next. */
    int STATE_NUMBERS = 2 * 128;

    /**
     * How likely a window is speech, 0 to 1.
     *
     * @param samples {@link #CONTEXT_SAMPLES} and then {@link #WINDOW_SAMPLES}, from -1 to 1
     * @param state {@link #STATE_NUMBERS} of them, zero at the beginning; changed
     * @throws IllegalStateException when the model failed
     */
    float probability(float[] samples, float[] state);

    /** Frees native memory. Called once, when no thread is in it any more. */
    @Override
    void close();
}
