package dev.charla.audio;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/**
 * Cuts a stream of samples, arriving in chunks of any size, into frames of one size. Allocates
 * nothing after its construction. Confined to one thread at a time.
 */
public final class Framer {
    private final short[] rest;
    private int restLength;

    /**
     * @param frameSamples samples in a frame, above zero
     */
    public Framer(int frameSamples) {
        if (frameSamples <= 0) {
            throw new IllegalArgumentException("frames of " + frameSamples + " samples");
        }
        rest = new short[frameSamples];
    }

    /**
     * A framer for frames of a duration.
     *
     * @throws IllegalArgumentException when that is not a whole number of samples, or none
     */
    public static Framer of(Duration frame, int sampleRateHz) {
        long samples = Pcm16.samplesIn(frame, sampleRateHz);
        if (!Pcm16.durationOf(samples, sampleRateHz).equals(frame)) {
            throw new IllegalArgumentException(
                    frame + " is no whole number of samples at " + sampleRateHz + " Hz");
        }
        return new Framer(Math.toIntExact(samples));
    }

    /**
     * Takes a chunk and hands on each frame it completes, on the calling thread, in order. Frames
     * that lie within the chunk are handed on in place, without copying. A sink that throws loses
     * the rest of the chunk.
     */
    public void add(short[] samples, int offset, int length, Sink sink) {
        Objects.checkFromIndexSize(offset, length, samples.length);
        int at = offset;
        int end = offset + length;
        if (restLength > 0) {
            at += keep(samples, at, Math.min(end - at, rest.length - restLength));
            if (restLength < rest.length) {
                return;
            }
            restLength = 0;
            sink.frame(rest, 0);
        }
        for (; end - at >= rest.length; at += rest.length) {
            sink.frame(samples, at);
        }
        keep(samples, at, end - at);
    }

    private int keep(short[] samples, int offset, int length) {
        System.arraycopy(samples, offset, rest, restLength, length);
        restLength += length;
        return length;
    }

    /** Samples in a frame. */
    public int frameSamples() {
        return rest.length;
    }

    /** Samples that wait for the rest of their frame. */
    public int pendingSamples() {
        return restLength;
    }

    /**
     * Fills what waits up to a frame with silence and hands it on; does nothing if nothing waits.
     */
    public void pad(Sink sink) {
        if (restLength > 0) {
            Arrays.fill(rest, restLength, rest.length, (short) 0);
            restLength = 0;
            sink.frame(rest, 0);
        }
    }

    /** Forgets what waits. */
    public void reset() {
        restLength = 0;
    }

    /** Takes frames. */
    @FunctionalInterface
    public interface Sink {
        /**
         * A frame begins at {@code offset} and is {@link Framer#frameSamples} long. The array is
         * only lent for the call: not to be kept, not to be written to.
         */
        void frame(short[] samples, int offset);
    }
}
