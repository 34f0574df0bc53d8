package dev.charla.speech.cleaning;

import java.util.Random;

/** What a microphone hears of a loudspeaker in the same room. The same for the same seed. */
final class Room {
    private static final int RATE_HZ = 16_000;

    private final double[] response;
    private final int delay;

    /**
     * @param delayMs from playing to the first sound, the network included
     * @param gainDb of the whole echo
     */
    Room(long seed, int delayMs, double gainDb) {
        Random random = new Random(seed);
        response = new double[RATE_HZ / 10];
        double energy = 0;
        for (int i = 0; i < response.length; i++) {
            // 60 dB down after 250 ms, behind a direct sound.
            response[i] = random.nextGaussian() * Math.exp(-6.9 * i / (0.25 * RATE_HZ));
            if (i == 0) {
                response[i] = 4;
            }
            energy += response[i] * response[i];
        }
        double scale = Math.pow(10, gainDb / 20) / Math.sqrt(energy);
        for (int i = 0; i < response.length; i++) {
            response[i] *= scale;
        }
        delay = delayMs * RATE_HZ / 1_000;
    }

    short[] hear(short[] played) {
        short[] heard = new short[played.length];
        for (int i = delay; i < heard.length; i++) {
            double sum = 0;
            int most = Math.min(response.length, i - delay + 1);
            for (int j = 0; j < most; j++) {
                sum += response[j] * played[i - delay - j];
            }
            heard[i] = (short) Math.clamp(Math.round(sum), -32_768, 32_767);
        }
        return heard;
    }
}
