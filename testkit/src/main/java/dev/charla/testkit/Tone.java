package dev.charla.testkit;

import java.time.Duration;
import java.util.Base64;

/** A sine tone as PCM16 little-endian at 24 kHz, what a scripted service speaks with. */
public final class Tone {
    /** Samples per second of everything made here. */
    public static final int RATE_HZ = 24_000;

    private static final double PITCH_HZ = 440;

    /** A fifth of full scale: 14 dB below it, the level of ordinary speech. */
    private static final double AMPLITUDE = 0.2 * Short.MAX_VALUE;

    private Tone() {}

    /** The tone's PCM bytes from {@code startSample} on, so that chunks join without a click. */
    public static byte[] pcm(long startSample, int samples) {
        var pcm = new byte[samples * 2];
        for (int i = 0; i < samples; i++) {
            double phase = 2 * Math.PI * PITCH_HZ * (startSample + i) / RATE_HZ;
            int value = (int) Math.round(AMPLITUDE * Math.sin(phase));
            pcm[2 * i] = (byte) value;
            pcm[2 * i + 1] = (byte) (value >> 8);
        }
        return pcm;
    }

    /** So much of the tone. */
    public static byte[] pcm(Duration length) {
        return pcm(0, samples(length));
    }

    static int samples(Duration length) {
        return Math.toIntExact(length.toMillis() * RATE_HZ / 1000);
    }

    static String base64(long startSample, int samples) {
        return Base64.getEncoder().encodeToString(pcm(startSample, samples));
    }
}
