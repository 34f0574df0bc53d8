package dev.charla.testkit;

import java.time.Duration;

/**
 * Hears speech where a chunk is louder than silence, on the clock of the samples received; enough
 * for tones against silence. Confined to one thread.
 */
final class SpeechEnergy {
    /** 40 dB below full scale, well above digital silence and below any test's tone. */
    private static final double THRESHOLD = Short.MAX_VALUE / 100.0;

    /** The service's own default for the end of a turn. */
    private static final Duration HANGOVER = Duration.ofMillis(500);

    private long samples;
    private long lastLoudSample;
    private boolean speaking;

    /** What a chunk changed. */
    enum Change {
        NONE,
        STARTED,
        STOPPED
    }

    Change hear(byte[] pcm) {
        boolean loud = rms(pcm) > THRESHOLD;
        samples += pcm.length / 2;
        if (loud) {
            lastLoudSample = samples;
            boolean starts = !speaking;
            speaking = true;
            return starts ? Change.STARTED : Change.NONE;
        }
        if (speaking && samples - lastLoudSample >= Tone.samples(HANGOVER)) {
            speaking = false;
            return Change.STOPPED;
        }
        return Change.NONE;
    }

    /** The turn was committed by the client. */
    void reset() {
        speaking = false;
    }

    long positionMs() {
        return samples * 1000 / Tone.RATE_HZ;
    }

    private static double rms(byte[] pcm) {
        double sum = 0;
        for (int i = 0; i + 1 < pcm.length; i += 2) {
            int value = (pcm[i] & 0xFF) | (pcm[i + 1] << 8);
            sum += (double) value * value;
        }
        return pcm.length < 2 ? 0 : Math.sqrt(sum / (pcm.length / 2.0));
    }
}
