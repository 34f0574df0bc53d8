package dev.charla.engine.synthesis;

import java.util.List;
import java.util.Set;

/** Speech synthesis, sentence by sentence. Shared by all sessions; thread-safe. */
public interface Synthesizer extends AutoCloseable {
    /** Sample rate of {@link Sink#audio}. */
    int SAMPLE_RATE_HZ = 24_000;

    /** The least {@link Sentence#rate}. */
    double SLOWEST = 0.5;

    /** The greatest {@link Sentence#rate}. */
    double FASTEST = 2;

    /** The greatest {@link Sentence#gain}. */
    double LOUDEST = 4;

    /** Names of the available voices, the default first; never empty. */
    List<String> voices();

    /**
     * The language of one of {@link #voices()}.
     *
     * @return BCP 47 tag, such as {@code es} or {@code es-MX}
     */
    default String language(String voice) {
        return "en-US";
    }

    /**
     * Synthesises one sentence and returns after the last sample was passed on. Blocks the calling
     * thread, on which it also calls the sink. Text without anything to speak gives no audio and is
     * not a failure.
     *
     * @throws InterruptedException when the thread was interrupted: the rest is not synthesised,
     *     and no thread or stream is left behind
     * @throws SynthesisException when the voice failed
     */
    void speak(Sentence sentence, Sink sink) throws InterruptedException, SynthesisException;

    /**
     * Whether a voice can speak all letters of a text. Cheap.
     *
     * @param voice one of {@link #voices()}
     */
    default boolean canSpeak(String voice, String text) {
        return true;
    }

    /** The kinds of times in its speech that it knows; empty if none. */
    default Set<SpeechTiming.Kind> times() {
        return Set.of();
    }

    /** Loads the voice and synthesises a sentence, so that the first real one is fast. Blocks. */
    void warmUp();

    /** Whether {@link #warmUp} has finished. */
    boolean isReady();

    /** Idempotent. */
    @Override
    void close();

    /**
     * What to say and how.
     *
     * @param text at most a few hundred characters, as a person would write it
     * @param voice one of {@link #voices()}
     * @param rate speaking rate, 1 is normal, from {@link #SLOWEST} (half as fast) to {@link
     *     #FASTEST}
     * @param gain factor on the amplitude, 1 is normal, from 0 to {@link #LOUDEST}; loud samples
     *     are limited, never wrapped around
     */
    record Sentence(String text, String voice, double rate, double gain) {}

    /** Receives the audio as it is synthesised. */
    @FunctionalInterface
    interface Sink {
        /** Mono samples at {@link #SAMPLE_RATE_HZ}; the receiver owns the array. */
        void audio(short[] samples) throws InterruptedException;

        /** Times in the coming samples, if the voice knows them; called before those samples. */
        default void timing(SpeechTiming timing) {}
    }
}
