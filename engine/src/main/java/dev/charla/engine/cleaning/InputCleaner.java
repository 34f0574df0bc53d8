package dev.charla.engine.cleaning;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Filters a session's input at 16 kHz. It has two outputs, one for turn detection and one for
 * recognition: noise reduction helps to detect speech, but harms a recogniser that was trained on
 * noisy speech. Output is delayed by {@link #DELAY_SAMPLES}. Confined to one thread.
 */
public final class InputCleaner {
    private static final int BLOCK = AdaptiveFilter.BLOCK;

    /** Transforms overlap by half: 16 ms. Filling a block takes as long again. */
    public static final int DELAY_SAMPLES = BLOCK;

    private static final float FULL_SCALE = 32_768f;

    private final @Nullable EchoCanceller echo;
    private final SpectralFilter forTurns;
    private final SpectralFilter forWords;
    private final EchoGate gate = new EchoGate();
    private final float[] heard = new float[BLOCK];
    private final float[] played = new float[BLOCK];
    private final float[] clean = new float[BLOCK];
    private final float[] echoes = new float[BLOCK];
    private final float[] out = new float[BLOCK];
    private final short[] turns = new short[BLOCK];
    private final short[] words = new short[BLOCK];
    private int gathered;

    /** Receives the filtered audio. */
    @FunctionalInterface
    public interface Sink {
        /**
         * One piece of audio.
         *
         * @param words samples for recognition
         * @param turns the same moment, for turn detection
         * @param length of both; the arrays are reused afterwards
         */
        void cleaned(short[] words, short[] turns, int length);
    }

    /**
     * @param echo whether to remove the agent's voice
     * @param noise whether to reduce noise
     */
    public InputCleaner(boolean echo, boolean noise) {
        this.echo = echo ? new EchoCanceller() : null;
        this.forTurns = new SpectralFilter(noise);
        this.forWords = new SpectralFilter(false);
    }

    /**
     * Processes more input.
     *
     * @param reference the audio played at the same time, as long as {@code input}; only needed for
     *     echo
     */
    public void process(short[] input, short @Nullable [] reference, int length, Sink sink) {
        for (int i = 0; i < length; i++) {
            heard[gathered] = input[i] / FULL_SCALE;
            played[gathered] = reference == null ? 0 : reference[i] / FULL_SCALE;
            gathered++;
            if (gathered == BLOCK) {
                gathered = 0;
                block(sink);
            }
        }
    }

    private void block(Sink sink) {
        if (echo == null) {
            System.arraycopy(heard, 0, clean, 0, BLOCK);
            Arrays.fill(echoes, 0);
        } else {
            echo.process(heard, played, clean, echoes);
        }
        forTurns.process(clean, echoes, out);
        if (echo != null) {
            gate.process(heard, echoes, out);
        }
        toPcm(out, turns);
        forWords.process(clean, echoes, out);
        toPcm(out, words);
        sink.cleaned(words, turns, BLOCK);
    }

    private static void toPcm(float[] from, short[] to) {
        for (int i = 0; i < BLOCK; i++) {
            to[i] = (short) Math.clamp(Math.round(from[i] * FULL_SCALE), -32_768, 32_767);
        }
    }
}
