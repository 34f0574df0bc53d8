package dev.charla.speech;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.synthesis.MarySynthesizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The one voice of all tests in this JVM, and its sentences at 16 kHz. */
public final class TestVoice {
    public static final int SAMPLE_RATE_HZ = 16_000;

    private static final Map<String, Pcm16> SAID = new ConcurrentHashMap<>();

    private TestVoice() {}

    /** Warmed up. Stays open. */
    public static MarySynthesizer synthesizer() {
        return Holder.SYNTHESIZER;
    }

    /** The sentence at 24 kHz, as synthesised. */
    public static Pcm16 speak(String text, double rate, double gain) {
        return speak(synthesizer(), synthesizer().voices().getFirst(), text, rate, gain);
    }

    private static Pcm16 speak(
            Synthesizer synthesizer, String voice, String text, double rate, double gain) {
        List<short[]> blocks = new ArrayList<>();
        try {
            synthesizer.speak(new Synthesizer.Sentence(text, voice, rate, gain), blocks::add);
        } catch (InterruptedException | SynthesisException failure) {
            throw new IllegalStateException(failure);
        }
        return Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, joined(blocks));
    }

    /** The sentence at 16 kHz with 300 ms before it and 400 ms after it. */
    public static short[] say(String text) {
        return padded(
                SAID.computeIfAbsent(
                        text, t -> Resampler.convert(speak(t, 1, 0.5), SAMPLE_RATE_HZ)));
    }

    /** The same by another voice. */
    public static short[] say(Synthesizer synthesizer, String voice, String text) {
        return padded(Resampler.convert(speak(synthesizer, voice, text, 1, 1), SAMPLE_RATE_HZ));
    }

    private static short[] padded(Pcm16 speech) {
        var padded = new short[speech.length() + SAMPLE_RATE_HZ * 7 / 10];
        System.arraycopy(speech.samples(), 0, padded, SAMPLE_RATE_HZ * 3 / 10, speech.length());
        return padded;
    }

    /** Adds pink noise of an RMS, in dBFS; the same for the same seed. */
    public static short[] withPinkNoise(short[] speech, double dbfs, long seed) {
        var random = new Random(seed);
        double amplitude = 32_768 * Math.pow(10, dbfs / 20);
        double low = 0;
        double middle = 0;
        double high = 0;
        var out = new short[speech.length];
        for (int i = 0; i < out.length; i++) {
            double white = random.nextGaussian();
            low = 0.99765 * low + white * 0.0990460;
            middle = 0.96300 * middle + white * 0.2965164;
            high = 0.57000 * high + white * 1.0526913;
            double pink = (low + middle + high + white * 0.1848) / 2.3;
            out[i] =
                    (short)
                            Math.clamp(
                                    Math.round(speech[i] + amplitude * pink),
                                    Short.MIN_VALUE,
                                    Short.MAX_VALUE);
        }
        return out;
    }

    public static short[] joined(List<short[]> blocks) {
        var all = new short[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (short[] block : blocks) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        return all;
    }

    /** Words to be inserted, left out or replaced to make the one of the other. */
    public static int wordErrors(String said, String heard) {
        String[] a = words(said);
        String[] b = words(heard);
        int[] row = new int[b.length + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int replaced = diagonal + (a[i - 1].equals(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length];
    }

    public static int wordCount(String text) {
        return words(text).length;
    }

    private static String[] words(String text) {
        return text.isBlank() ? new String[0] : text.strip().split(" +");
    }

    private static final class Holder {
        static final MarySynthesizer SYNTHESIZER = warm();

        private static MarySynthesizer warm() {
            var synthesizer = new MarySynthesizer();
            synthesizer.warmUp();
            return synthesizer;
        }
    }
}
