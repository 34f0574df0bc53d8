package dev.charla.engine.synthesis;

import java.util.List;
import java.util.Set;

/** Speaks sentences. Shared by all sessions; every method may be called from any thread. */
public interface Synthesizer extends AutoCloseable {
    /** Samples per second of what {@link Sink#audio} is given. */
    int SAMPLE_RATE_HZ = 24_000;

    /** The least {@link Sentence#rate}. */
    double SLOWEST = 0.5;

    /** The greatest {@link Sentence#rate}. */
    double FASTEST = 2;

    /** The greatest {@link Sentence#gain}. */
    double LOUDEST = 4;

    /** The names of the voices there are, the default one first; never empty. */
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
     * Speaks one sentence and returns when the last sample has been handed over. Blocks the calling
     * thread, on which the sink is called too. Text without anything to speak gives no audio and is
     * no failure.
     *
     * @throws InterruptedException when the thread was interrupted: the rest is not made, and no
     *     thread or stream is left behind
     * @throws SynthesisException when the voice failed
     */
    void speak(Sentence sentence, Sink sink) throws InterruptedException, SynthesisException;

    /**
     * Whether a voice makes a sound of all letters of a text. Cheap.
     *
     * @param voice one of {@link #voices()}
     */
    default boolean canSpeak(String voice, String text) {
        return true;
    }

    /** What it tells of the times in its speech; nothing where it does not know them. */
    default Set<SpeechTiming.Kind> times() {
        return Set.of();
    }

    /** Loads the voice and speaks into the void, so that the first sentence is fast. Blocks. */
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
     * @param rate speaking rate, 1 as the voice was made, from {@link #SLOWEST} (half as fast) to
     *     {@link #FASTEST}
     * @param gain factor on the amplitude, 1 as the voice was made, from 0 to {@link #LOUDEST};
     *     loud samples are limited, never wrapped around
     */
    record Sentence(String text, String voice, double rate, double gain) {}

    /** Takes the audio as it is made. */
    @FunctionalInterface
    interface Sink {
        /**
         * Mono samples at {@link #SAMPLE_RATE_HZ}; the array belongs to the receiver afterwards.
         */
        void audio(short[] samples) throws InterruptedException;

        /** What the samples to come are, where the voice knows; told before them. */
        default void timing(SpeechTiming timing) {}
    }
}
