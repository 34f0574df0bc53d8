package dev.charla.engine.script;

import dev.charla.engine.endpointing.SpeechDetector;
import java.time.Duration;

/**
 * Takes every loud frame for speech, and those that the script says are. Confined to the session's
 * loop.
 */
final class ScriptedDetector implements SpeechDetector {
    /** -40 dBFS, as mean square of a full-scale sine. A quiet room is below, a voice far above. */
    private static final double LOUD = 32_768.0 * 32_768.0 / 2 / 10_000;

    private static final int FRAME_MS = 1_000 * FRAME_SAMPLES / SAMPLE_RATE_HZ;

    private final ScriptRun run;
    private long frames;
    private long lastNoise = Long.MIN_VALUE / 2;
    private boolean loudSince;

    ScriptedDetector(ScriptRun run) {
        this.run = run;
    }

    static int frames(Duration length) {
        return Math.toIntExact((length.toMillis() + FRAME_MS - 1) / FRAME_MS);
    }

    @Override
    public double speechProbability(short[] frame, int offset) {
        for (Script.Noise noise : run.script().noises()) {
            boolean ours = noise.session() == 0 || noise.session() == run.session();
            if (ours && frames == noise.at().toMillis() / FRAME_MS) {
                run.hearNoise(frames(noise.length()));
            }
        }
        boolean noise = run.takeNoiseFrame();
        boolean loud = isLoud(frame, offset);
        if (noise) {
            lastNoise = frames;
            loudSince = false;
        }
        loudSince |= loud;
        frames++;
        return noise || loud ? 1 : 0;
    }

    /** Whether what was taken for speech last was the script's noise and nothing else. */
    boolean heardOnlyNoise() {
        return lastNoise >= 0 && !loudSince;
    }

    private static boolean isLoud(short[] frame, int offset) {
        double sum = 0;
        for (int i = offset; i < offset + FRAME_SAMPLES; i++) {
            sum += (double) frame[i] * frame[i];
        }
        return sum / FRAME_SAMPLES > LOUD;
    }

    @Override
    public void reset() {
        frames = 0;
        lastNoise = Long.MIN_VALUE / 2;
        loudSince = false;
    }

    @Override
    public void close() {}
}
