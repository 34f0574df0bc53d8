package dev.charla.engine.recognition;

import java.util.Set;

/** Speech recognition: turns utterances into text. Shared by all sessions; thread-safe. */
public interface Recognizer extends AutoCloseable {
    /** Sample rate of {@link Utterance#audio}. */
    int SAMPLE_RATE_HZ = 16_000;

    /**
     * Starts an utterance; returns at once. The recogniser calls the listener on its own threads,
     * one call at a time and without holding a lock; it makes no call after {@code done} or {@code
     * failed}.
     *
     * @throws RecognizerBusyException when the maximum number of utterances is open
     */
    Utterance open(Listener listener) throws RecognizerBusyException;

    /**
     * Like {@link #open(Listener)}, with hints about the speech. A recogniser with one language may
     * ignore the language; one without {@link #usesPhrases} may ignore the phrases.
     */
    default Utterance open(Listener listener, Expected expected) throws RecognizerBusyException {
        return open(listener);
    }

    /**
     * BCP 47 tags of the languages it understands, such as {@code en-US}, the default first; never
     * empty.
     */
    Set<String> languages();

    /** Whether {@link Expected#phrases} have an effect, in any language. Constant. */
    default boolean usesPhrases() {
        return false;
    }

    /**
     * Loads models and decodes a silent utterance, so that the first real one is fast. Blocks. Does
     * nothing if there is nothing to load.
     */
    default void warmUp() {}

    /** Whether {@link #warmUp} has finished. */
    default boolean isReady() {
        return true;
    }

    /** Ends open utterances with {@code failed} and joins the threads. Idempotent. */
    @Override
    default void close() {}

    /** One utterance in progress. Methods return at once and may be called from any thread. */
    interface Utterance {
        /** Adds mono samples at {@link #SAMPLE_RATE_HZ}; the array is copied. */
        void audio(short[] samples, int offset, int length);

        /**
         * Hint: nobody has spoken for a moment. The utterance may be over, and its words may be
         * needed soon. Audio continues. A recogniser may ignore this.
         */
        default void quiet() {}

        /** Takes back the hint of {@link #quiet}: somebody speaks again. */
        default void goesOn() {}

        /** No more audio: {@code done} follows. Idempotent. */
        void finish();

        /**
         * Cancels: nothing more is reported, except for a call that another thread is making at
         * this moment. Idempotent.
         */
        void cancel();
    }

    /** Receives the results. */
    interface Listener {
        /** The words so far; replaces the call before. */
        void partial(String text);

        /** The final result, once. */
        void done(Hypothesis hypothesis);

        /** Failure, once, instead of a result; the sentence is meant for the caller. */
        void failed(String reason);
    }
}
