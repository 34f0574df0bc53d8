package dev.charla.engine.cleaning;

import dev.charla.audio.Resampler;
import java.util.Arrays;

/**
 * What a client is taken to play: everything it was sent, from the moment it was sent, in step with
 * the audio that comes back. Confined to the session's loop.
 */
public final class PlayedAudio {
    /** As long as a response can be; a client that is sent more ahead is not in step anyway. */
    private static final int MOST_SECONDS = 120;

    private static final int RATE_HZ = 16_000;

    private Resampler resampler;
    private final int fromHz;
    private short[] queue = new short[RATE_HZ];
    private int start;
    private int end;

    /**
     * @param fromHz sample rate of what is sent
     */
    public PlayedAudio(int fromHz) {
        this.fromHz = fromHz;
        this.resampler = new Resampler(fromHz, RATE_HZ);
    }

    /** So much was sent. */
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

    /** The client drops what it has not played. */
    public void drop() {
        start = 0;
        end = 0;
        resampler = new Resampler(fromHz, RATE_HZ);
    }

    /** What is played while so many samples come in; silence when nothing is. */
    public void play(short[] into, int length) {
        int taken = Math.min(length, end - start);
        System.arraycopy(queue, start, into, 0, taken);
        Arrays.fill(into, taken, length, (short) 0);
        start += taken;
    }
}
