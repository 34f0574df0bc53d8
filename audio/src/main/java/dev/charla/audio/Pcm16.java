package dev.charla.audio;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/**
 * A stretch of mono 16-bit audio that knows its sample rate. Immutable, compared by content; any
 * thread.
 */
public final class Pcm16 {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int sampleRateHz;
    private final short[] samples;

    private Pcm16(int sampleRateHz, short[] samples) {
        if (sampleRateHz <= 0) {
            throw new IllegalArgumentException("sample rate of " + sampleRateHz + " Hz");
        }
        this.sampleRateHz = sampleRateHz;
        this.samples = samples;
    }

    /** A copy of all of {@code samples}. */
    public static Pcm16 of(int sampleRateHz, short... samples) {
        return new Pcm16(sampleRateHz, samples.clone());
    }

    /**
     * A copy of a part of {@code samples}.
     *
     * @throws IndexOutOfBoundsException when the array is too short
     */
    public static Pcm16 of(int sampleRateHz, short[] samples, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, samples.length);
        return new Pcm16(sampleRateHz, Arrays.copyOfRange(samples, offset, offset + length));
    }

    /**
     * Samples from their little-endian bytes.
     *
     * @throws IllegalArgumentException when the number of bytes is odd; a stream that may split
     *     samples goes through {@link SampleCarry}
     */
    public static Pcm16 ofBytes(int sampleRateHz, byte[] littleEndian) {
        if (littleEndian.length % PcmBytes.BYTES_PER_SAMPLE != 0) {
            throw new IllegalArgumentException(
                    "half a sample in " + littleEndian.length + " bytes");
        }
        var samples = new short[littleEndian.length / PcmBytes.BYTES_PER_SAMPLE];
        PcmBytes.toSamples(littleEndian, 0, samples, 0, samples.length);
        return new Pcm16(sampleRateHz, samples);
    }

    /** Digital silence, as long as {@code duration} rounded to the nearest sample. */
    public static Pcm16 silence(int sampleRateHz, Duration duration) {
        return new Pcm16(
                sampleRateHz, new short[Math.toIntExact(samplesIn(duration, sampleRateHz))]);
    }

    /**
     * How many samples a duration holds, to the nearest one.
     *
     * @throws IllegalArgumentException when the duration is negative
     */
    public static long samplesIn(Duration duration, int sampleRateHz) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("audio of " + duration);
        }
        long ofSeconds = Math.multiplyExact(duration.toSeconds(), (long) sampleRateHz);
        long ofNanos = (long) duration.toNanosPart() * sampleRateHz;
        return ofSeconds + (ofNanos + NANOS_PER_SECOND / 2) / NANOS_PER_SECOND;
    }

    /** How long that many samples last, to the nearest nanosecond. */
    public static Duration durationOf(long sampleCount, int sampleRateHz) {
        long rest = sampleCount % sampleRateHz;
        long nanos = Math.round((double) rest * NANOS_PER_SECOND / sampleRateHz);
        return Duration.ofSeconds(sampleCount / sampleRateHz).plusNanos(nanos);
    }

    /** Samples per second. */
    public int sampleRateHz() {
        return sampleRateHz;
    }

    /** Number of samples. */
    public int length() {
        return samples.length;
    }

    public boolean isEmpty() {
        return samples.length == 0;
    }

    /** How long it plays, to the nearest nanosecond. */
    public Duration duration() {
        return durationOf(samples.length, sampleRateHz);
    }

    /**
     * One sample.
     *
     * @throws IndexOutOfBoundsException when there is no such sample
     */
    public short sample(int index) {
        return samples[index];
    }

    /** A copy of the samples. */
    public short[] samples() {
        return samples.clone();
    }

    /**
     * Copies samples without allocating.
     *
     * @throws IndexOutOfBoundsException when there are fewer here or less room there
     */
    public void copyTo(int from, short[] out, int outOffset, int count) {
        System.arraycopy(samples, from, out, outOffset, count);
    }

    /** The samples as little-endian bytes. */
    public byte[] toBytes() {
        var bytes = new byte[Math.multiplyExact(samples.length, PcmBytes.BYTES_PER_SAMPLE)];
        PcmBytes.toBytes(samples, 0, bytes, 0, samples.length);
        return bytes;
    }

    /**
     * The samples from {@code from} up to, not including, {@code to}.
     *
     * @throws IndexOutOfBoundsException when the range is not within this audio
     */
    public Pcm16 slice(int from, int to) {
        Objects.checkFromToIndex(from, to, samples.length);
        return new Pcm16(sampleRateHz, Arrays.copyOfRange(samples, from, to));
    }

    /**
     * This, then {@code next}.
     *
     * @throws IllegalArgumentException when the rates differ
     */
    public Pcm16 then(Pcm16 next) {
        if (next.sampleRateHz != sampleRateHz) {
            throw new IllegalArgumentException(
                    next.sampleRateHz + " Hz cannot follow " + sampleRateHz + " Hz");
        }
        int total = Math.addExact(samples.length, next.samples.length);
        short[] joined = Arrays.copyOf(samples, total);
        System.arraycopy(next.samples, 0, joined, samples.length, next.samples.length);
        return new Pcm16(sampleRateHz, joined);
    }

    /** Root mean square in dBFS, see {@link Levels}. */
    public double rmsDbfs() {
        return Levels.rmsDbfs(samples, 0, samples.length);
    }

    /** Largest amplitude in dBFS, see {@link Levels}. */
    public double peakDbfs() {
        return Levels.peakDbfs(samples, 0, samples.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pcm16 that
                && sampleRateHz == that.sampleRateHz
                && Arrays.equals(samples, that.samples);
    }

    @Override
    public int hashCode() {
        return 31 * sampleRateHz + Arrays.hashCode(samples);
    }

    /** Length and rate; never the audio itself, so that it may be logged. */
    @Override
    public String toString() {
        return samples.length + " samples at " + sampleRateHz + " Hz";
    }
}
