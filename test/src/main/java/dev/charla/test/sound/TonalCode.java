package dev.charla.test.sound;

import java.nio.charset.StandardCharsets;

/**
 * How words become sound that a program can understand exactly: each byte of their UTF-8 is a
 * symbol of two tones, one for its lower and one for its upper half, at the pace of speech.
 *
 * <p>The tones lie within the band of a telephone, and each is a whole number of periods long in
 * the part of a symbol that is listened to, so that no tone is mistaken for another.
 */
final class TonalCode {
    /** How long a symbol sounds: some 16 characters a second, as in ordinary speech. */
    static final int SYMBOL_MS = 60;

    /** Comes before the words of an utterance. */
    static final int BEGIN = 2;

    /** Comes after them. */
    static final int END = 3;

    static final int TONES = 16;

    /** Fades at the ends of a symbol, against clicks. */
    private static final int RAMP_MS = 3;

    /** Half a symbol is listened to: 30 ms, which tells tones of this distance apart. */
    private static final double STEP_HZ = 2 * 1_000.0 / (SYMBOL_MS / 2);

    private static final double LOWEST_HZ = 400;
    private static final double LOWEST_UPPER_HZ = 1_600;

    /** Of each tone; both together are about -15 dBFS, as loud as a voice. */
    private static final double AMPLITUDE = 6_000;

    private TonalCode() {}

    /** The tone of a byte's lower half. */
    static double lowerHz(int half) {
        return LOWEST_HZ + STEP_HZ * half;
    }

    /** The tone of a byte's upper half. */
    static double upperHz(int half) {
        return LOWEST_UPPER_HZ + STEP_HZ * half;
    }

    static int symbolSamples(int rateHz) {
        return rateHz * SYMBOL_MS / 1_000;
    }

    /** The bytes that say {@code text}; white space of any kind is one space. */
    static byte[] bytes(String text) {
        var said = text.strip().replaceAll("\\s+", " ");
        if (said.isEmpty()) {
            return new byte[0];
        }
        var marked = (char) BEGIN + said + (char) END;
        return marked.getBytes(StandardCharsets.UTF_8);
    }

    /** The tones of one half of a byte, by its value. */
    static short[][] tones(boolean upper, int rateHz) {
        int length = symbolSamples(rateHz);
        int ramp = rateHz * RAMP_MS / 1_000;
        var tones = new short[TONES][length];
        for (int half = 0; half < TONES; half++) {
            double step = 2 * Math.PI * (upper ? upperHz(half) : lowerHz(half)) / rateHz;
            for (int i = 0; i < length; i++) {
                double fade = Math.min(1, Math.min(i + 1, length - i) / (double) ramp);
                tones[half][i] =
                        (short) StrictMath.rint(AMPLITUDE * fade * StrictMath.sin(step * i));
            }
        }
        return tones;
    }
}
