package dev.charla.engine.cleaning;

import dev.charla.audio.Resampler;
import java.util.Arrays;

/**
 * Estimates what a client plays: everything that was sent to it, from the moment of sending,
 * aligned with the incoming audio. Confined to the session's loop.
 */
public final class PlayedAudio {
    /**
     * As long as a response can be; a client that gets more than that ahead is not aligned anyway.
     */
    private static final int MOST_SECONDS = 120;

    private static final int RATE_HZ = 16_000;

    private Resampler resampler;
    private final int fromHz;
    private short[] queue = new short[RATE_HZ];
    private int start;
    private int end;

    /**
     * @param fromHz sample rate of the sent audio
     */
    public PlayedAudio(int fromHz) {
        this.fromHz = fromHz;
        this.resampler = new Resampler(fromHz, RATE_HZ);
    }

    /** Adds sent audio. */
    public void sent(short[] samples) {
        int most = resampler.maxOutput(samples.length);
        makeRoom(most);
        end += resampler.resample(samples, 0, samples.length, queue, end);
    }

    private void makeRoom(int more) {
        if (end + more <= queue.length) {
            return;
        }
        int waiting = Math.min(end - start, MOST_SECONDS * RATE_HZ);
        short[] larger = waiting + more > queue.length ? new short[2 * (waiting + more)] : queue;
        System.arraycopy(queue, end - waiting, larger, 0, waiting);
        queue = larger;
        start = 0;
        end = waiting;
    }

    /** The client discards the audio that it has not played. */
    public void drop() {
        start = 0;
        end = 0;
        resampler = new Resampler(fromHz, RATE_HZ);
    }

    /** The audio played during this many incoming samples; silence when there is none. */
    public void play(short[] into, int length) {
        int taken = Math.min(length, end - start);
        System.arraycopy(queue, start, into, 0, taken);
        Arrays.fill(into, taken, length, (short) 0);
        start += taken;
    }
}
