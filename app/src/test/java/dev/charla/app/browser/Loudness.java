package dev.charla.app.browser;

import dev.charla.audio.Pcm16;
import java.time.Duration;

/** Where a recording is quiet, in steps of 10 ms. */
final class Loudness {
    /** Nothing that is said is as quiet as this, and no sound server adds as much. */
    private static final double QUIET_DBFS = -60;

    private Loudness() {}

    /** From the first sound to the last; nothing when there was none. */
    static Pcm16 withoutQuietAround(Pcm16 audio) {
        int step = audio.sampleRateHz() / 100;
        int from = 0;
        int to = audio.length();
        while (from + step <= to && isQuiet(audio, from, from + step)) {
            from += step;
        }
        while (to - step >= from && isQuiet(audio, to - step, to)) {
            to -= step;
        }
        return audio.slice(from, to);
    }

    /** The longest pause between sounds. */
    static Duration longestPause(Pcm16 audio) {
        Pcm16 sounds = withoutQuietAround(audio);
        int step = audio.sampleRateHz() / 100;
        int longest = 0;
        int pause = 0;
        for (int from = 0; from + step <= sounds.length(); from += step) {
            pause = isQuiet(sounds, from, from + step) ? pause + 1 : 0;
            longest = Math.max(longest, pause);
        }
        return Duration.ofMillis(10L * longest);
    }

    private static boolean isQuiet(Pcm16 audio, int from, int to) {
        return audio.slice(from, to).rmsDbfs() < QUIET_DBFS;
    }
}
