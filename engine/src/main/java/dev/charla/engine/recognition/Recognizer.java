package dev.charla.engine.recognition;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns utterances into text. Shared by all sessions; every method may be called from any thread.
 */
public interface Recognizer extends AutoCloseable {
    /** Samples per second of what {@link Utterance#audio} takes. */
    int SAMPLE_RATE_HZ = 16_000;

    /**
     * Begins an utterance; returns at once. The listener hears from a thread of the recogniser's,
     * one call at a time, and after {@code done} or {@code failed} never again.
     *
     * @throws RecognizerBusyException when as many utterances are open as the recogniser can hear
     *     at once
     */
    Utterance open(Listener listener) throws RecognizerBusyException;

    /**
     * {@link #open(Listener)} for speech in a language that the session names. A recogniser of one
     * language need not care.
     *
     * @param language BCP 47 tag, one of {@link #languages} or with the language of one of them;
     *     null when any of them may be spoken
     */
    default Utterance open(Listener listener, @Nullable String language)
            throws RecognizerBusyException {
        return open(listener);
    }

    /** BCP 47 language tags it understands, the usual one first, never empty: {@code en-US}. */
    Set<String> languages();

    /** Loads models and runs a silent utterance, so that the first real one is fast. Blocks. */
    void warmUp();

    /** Whether {@link #warmUp} has finished. */
    boolean isReady();

    /** Ends open utterances with {@code failed}, joins the threads. Idempotent. */
    @Override
    void close();

    /**
     * One stretch of speech being heard. Methods return at once and may be called from any thread.
     */
    interface Utterance {
        /** Adds mono samples at {@link #SAMPLE_RATE_HZ}; the array is copied. */
        void audio(short[] samples, int offset, int length);

        /** No more audio: {@code done} follows. Idempotent. */
        void finish();

        /** Nobody wants the result: nothing more is reported. Idempotent. */
        void cancel();
    }

    /** What a recogniser tells. */
    interface Listener {
        /** The words so far; each call replaces the one before. */
        void partial(String text);

        /** The end, once. */
        void done(Hypothesis hypothesis);

        /** The end without a result, once; the sentence is fit for a caller to read. */
        void failed(String reason);
    }
}
