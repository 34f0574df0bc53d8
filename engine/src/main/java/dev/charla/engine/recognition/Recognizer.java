package dev.charla.engine.recognition;

import java.util.Set;

/**
 * Turns utterances into text. Shared by all sessions; every method may be called from any thread.
 */
public interface Recognizer extends AutoCloseable {
    /** Samples per second of what {@link Utterance#audio} takes. */
    int SAMPLE_RATE_HZ = 16_000;

    /**
     * Begins an utterance; returns at once. The listener hears from a thread of the recogniser's,
     * one call at a time with none of its locks held, and after {@code done} or {@code failed}
     * never again.
     *
     * @throws RecognizerBusyException when as many utterances are open as the recogniser can hear
     *     at once
     */
    Utterance open(Listener listener) throws RecognizerBusyException;

    /**
     * {@link #open(Listener)} for speech of which the session tells something. A recogniser of one
     * language need not care about the language, and one that does not {@link #usesPhrases} not
     * about the phrases.
     */
    default Utterance open(Listener listener, Expected expected) throws RecognizerBusyException {
        return open(listener);
    }

    /** BCP 47 language tags it understands, the usual one first, never empty: {@code en-US}. */
    Set<String> languages();

    /**
     * Whether {@link Expected#phrases} make a difference, whatever the language. Always the same.
     */
    default boolean usesPhrases() {
        return false;
    }

    /**
     * Loads models and runs a silent utterance, so that the first real one is fast. Blocks. Nothing
     * for a recogniser that has nothing to load.
     */
    default void warmUp() {}

    /** Whether {@link #warmUp} has finished. */
    default boolean isReady() {
        return true;
    }

    /** Ends open utterances with {@code failed}, joins the threads. Idempotent. */
    @Override
    default void close() {}

    /**
     * One stretch of speech being heard. Methods return at once and may be called from any thread.
     */
    interface Utterance {
        /** Adds mono samples at {@link #SAMPLE_RATE_HZ}; the array is copied. */
        void audio(short[] samples, int offset, int length);

        /**
         * Nobody has spoken for a moment: perhaps the utterance is over, and its words are wanted
         * soon. Audio goes on coming. A recogniser need not care.
         */
        default void quiet() {}

        /** It was not over when {@link #quiet} was told: somebody speaks again. */
        default void goesOn() {}

        /** No more audio: {@code done} follows. Idempotent. */
        void finish();

        /**
         * Nobody wants the result: nothing more is reported, but for what another thread is telling
         * at this moment. Idempotent.
         */
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
