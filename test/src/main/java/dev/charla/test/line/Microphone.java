package dev.charla.test.line;

import dev.charla.audio.Pcm16;
import dev.charla.test.report.Recording;
import java.util.Arrays;

/**
 * What is spoken into a page, 20 ms at a time; silence when nobody speaks. Confined to the loop.
 */
public final class Microphone {
    private short[] speech = new short[0];
    private int at;
    private boolean muted;

    Microphone() {}

    /**
     * Speaks from now on.
     *
     * @param audio at 24 kHz
     */
    public void speak(Pcm16 audio) {
        if (audio.sampleRateHz() != Recording.RATE_HZ) {
            throw new IllegalArgumentException("the microphone takes 24 kHz");
        }
        var rest = Arrays.copyOfRange(speech, at, speech.length + audio.length());
        System.arraycopy(audio.samples(), 0, rest, rest.length - audio.length(), audio.length());
        speech = rest;
        at = 0;
    }

    /** Whether something is still to be said. */
    public boolean speaking() {
        return at < speech.length;
    }

    /** Switches it off or on. */
    public void mute(boolean off) {
        muted = off;
    }

    boolean muted() {
        return muted;
    }

    short[] next() {
        if (!speaking()) {
            return Recording.silence();
        }
        int to = Math.min(speech.length, at + Recording.FRAME_SAMPLES);
        var frame = Arrays.copyOf(Arrays.copyOfRange(speech, at, to), Recording.FRAME_SAMPLES);
        at = to;
        return frame;
    }
}
