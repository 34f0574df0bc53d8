package dev.charla.engine.recognition;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/**
 * Audio of one utterance on its way to a decoder. Holds at most {@link #MAX_WAITING_SAMPLES}: a
 * decoder that is further behind will not catch up, so the utterance fails instead of losing a
 * part. Any thread.
 */
final class AudioQueue implements UtteranceAudio {
    /** A whole utterance: a client may send a minute of speech at once. */
    static final int MAX_WAITING_SAMPLES = DecodedUtterance.MAX_SAMPLES;

    private static final double[] END = {};

    /**
     * Noise of up to two steps in both directions replaces digital silence, which the acoustic
     * model was not trained on. The same for every utterance.
     */
    private static final double DITHER_STEPS = 4;

    private final Object lock = new Object();

    @GuardedBy("lock")
    private final ArrayDeque<double[]> chunks = new ArrayDeque<>();

    @GuardedBy("lock")
    private final SplittableRandom noise = new SplittableRandom(16_000);

    @GuardedBy("lock")
    private int waitingSamples;

    @GuardedBy("lock")
    private boolean ended;

    /** Copies the samples; ignored after the end. Returns whether there was room for them. */
    boolean add(short[] samples, int offset, int length) {
        var chunk = new double[length];
        synchronized (lock) {
            for (int i = 0; i < length; i++) {
                chunk[i] = samples[offset + i] + DITHER_STEPS * (noise.nextDouble() - 0.5);
            }
            if (ended || length == 0) {
                return true;
            }
            if (waitingSamples + length > MAX_WAITING_SAMPLES) {
                return false;
            }
            chunks.add(chunk);
            waitingSamples += length;
            lock.notifyAll();
        }
        return true;
    }

    /** The waiting audio is still delivered, then the end. */
    void end() {
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
        }
    }

    /** The end follows. */
    void endNow() {
        synchronized (lock) {
            ended = true;
            chunks.clear();
            waitingSamples = 0;
            lock.notifyAll();
        }
    }

    /** {@inheritDoc} An interrupt counts as the end. */
    @Override
    public double[] take() {
        synchronized (lock) {
            while (chunks.isEmpty() && !ended) {
                try {
                    lock.wait();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    return END;
                }
            }
            if (chunks.isEmpty()) {
                return END;
            }
            double[] chunk = chunks.remove();
            waitingSamples -= chunk.length;
            return chunk;
        }
    }
}
