package dev.charla.bench.micro;

import dev.charla.audio.AudioEncoding;
import dev.charla.audio.Pcm16;

/** Audio that no encoder can take a short cut through, the same at every run. */
final class Signal {
    private Signal() {}

    /** A tone that rises through the band, at half of full scale. */
    static short[] samples(int count) {
        var samples = new short[count];
        for (int i = 0; i < count; i++) {
            double phase = 0.01 * i + 0.001 * i * i;
            samples[i] = (short) Math.round(Math.sin(phase) * (Short.MAX_VALUE / 2.0));
        }
        return samples;
    }

    /** The same as 16-bit little-endian bytes; {@code count} is even. */
    static byte[] bytes(int count) {
        var encoding = AudioEncoding.PCM16_24KHZ;
        return encoding.encode(Pcm16.of(encoding.sampleRateHz(), samples(count / 2)));
    }
}
