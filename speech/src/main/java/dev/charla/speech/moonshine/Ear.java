package dev.charla.speech.moonshine;

import ai.onnxruntime.OrtException;
import dev.charla.engine.recognition.Recognizer;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the model what it hears best, and judges what it writes. The thresholds come from one
 * person's 279 single words and 353 sentences, and from 119 clips of noise, silence, music and
 * clicks. Any thread.
 */
final class Ear {
    private static final int SAMPLES_PER_MS = Recognizer.SAMPLE_RATE_HZ / 1_000;
    private static final float FULL_SCALE = 32_768;

    /**
     * Shorter sounds are no words: the shortest of a person's single words and letters lasts 280
     * ms. The model writes "You" for 10 ms of silence, and is sure of it.
     */
    private static final int SHORTEST = 100 * SAMPLES_PER_MS;

    /**
     * Shorter speech is heard with little of the silence around it: with more the model heard
     * nothing in 157 of 279 single words.
     */
    private static final int SHORT = 1_500 * SAMPLES_PER_MS;

    /** Of a person's 192 prompts below 1.5 s, 142 were right with so much around, 129 with none. */
    private static final int AROUND_SHORT = 120 * SAMPLES_PER_MS;

    /** With so much before, a word in two was not lost that was without. */
    private static final int BEFORE = 300 * SAMPLES_PER_MS;

    private static final int AFTER = 500 * SAMPLES_PER_MS;

    /** A single word's first token less likely than this is a noise, or nobody can tell. */
    private static final double LEAST_FIRST_OF_SHORT = -3;

    /**
     * Longer speech whose first token is less likely than this is none. Words with pauses between
     * them go down to -3.3, and twelve noises went up to -6.4.
     */
    private static final double LEAST_FIRST = -4.5;

    /** Sentences below are right in 1 of 353 cases only, and 10 of 35 wrong ones are. */
    private static final double LEAST_MEAN = -0.5;

    /** Single words that are right go down to this. */
    private static final double LEAST_MEAN_OF_SHORT = -1.8;

    private final Scribe scribe;
    private final MoonshineLanguage language;

    Ear(Scribe scribe, MoonshineLanguage language) {
        this.scribe = scribe;
        this.language = language;
    }

    /**
     * What was made out.
     *
     * @param certain whether the words are likely the right ones; false for none
     */
    record Words(String text, boolean certain) {
        static final Words NONE = new Words("", false);

        /** These, and then those of what follows. */
        Words and(Words next) {
            if (text.isEmpty()) {
                return next;
            }
            return next.text.isEmpty()
                    ? this
                    : new Words(text + " " + next.text, certain && next.certain);
        }
    }

    /**
     * Hears a stretch of audio, 16-bit at the recogniser's rate.
     *
     * @return null when it was abandoned
     */
    @Nullable Words hear(short[] samples, BooleanSupplier abandoned) throws OrtException {
        float[] audio = centred(samples);
        SpeechSpan speech = SpeechSpan.of(audio);
        if (speech.length() < SHORTEST) {
            return Words.NONE;
        }
        boolean single = speech.length() < SHORT;
        int from = Math.max(0, speech.from() - (single ? AROUND_SHORT : BEFORE));
        int to = Math.min(audio.length, speech.to() + (single ? AROUND_SHORT : AFTER));
        Transcript told = scribe.transcribe(Arrays.copyOfRange(audio, from, to), abandoned);
        return told == null ? null : judged(told, single);
    }

    private Words judged(Transcript told, boolean single) {
        String text = told.text();
        boolean words = text.chars().anyMatch(Character::isLetterOrDigit);
        boolean strange = single && !language.letters().matcher(text).matches();
        if (!words || strange || told.first() < (single ? LEAST_FIRST_OF_SHORT : LEAST_FIRST)) {
            return Words.NONE;
        }
        return new Words(text, told.mean() >= (single ? LEAST_MEAN_OF_SHORT : LEAST_MEAN));
    }

    /** From -1 to 1, without the constant part that poor sound cards add. */
    private static float[] centred(short[] samples) {
        long sum = 0;
        for (short sample : samples) {
            sum += sample;
        }
        float mean = samples.length == 0 ? 0 : (float) sum / samples.length;
        float[] centred = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            centred[i] = (samples[i] - mean) / FULL_SCALE;
        }
        return centred;
    }
}
