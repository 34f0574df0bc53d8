package dev.charla.audio;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Changes the sample rate of a stream that arrives in chunks of any size, down to single samples.
 * The output does not depend on how the input was cut.
 *
 * <p>Output sample {@code n} lies at exactly {@code n / toHz} seconds of the input: nothing is
 * shifted. For that the resampler must know {@link #delay()} of what follows, so the output lags
 * behind until {@link #flush} takes the silence after the end for granted. In all, {@code n} input
 * samples become {@code ceil(n * toHz / fromHz)}.
 *
 * <p>Everything up to 0.84 of half the lower rate passes unchanged; what the lower rate cannot hold
 * is at least 90 dB down. Output beyond 16 bits is held at full scale, never wrapped around. Equal
 * rates copy.
 *
 * <p>Confined to one thread at a time; allocates nothing after its construction.
 */
public final class Resampler {
    /** The rates it goes between, ascending. */
    public static final List<Integer> SAMPLE_RATES_HZ =
            List.of(8_000, 16_000, 22_050, 24_000, 44_100, 48_000);

    /** Input taken in at once; more only makes the buffer outgrow the nearest cache. */
    private static final int BLOCK = 512;

    private static final short[] SILENCE = new short[BLOCK];

    private final int fromHz;
    private final SincFilter.Ratio ratio;
    private final SincFilter filter;
    private final int delaySamples;
    private final int downWhole;
    private final int downRest;

    /** The newest input, back to the oldest that is still needed. */
    private final float[] window;

    private int filled;

    /** Where in the window the row of the next output sample begins. */
    private int start;

    /** How far the next output sample lies after an input sample, in {@code 1 / ratio.up()}. */
    private int phase;

    /**
     * The first resampler of a ratio of rates makes the coefficients for all of them, which takes
     * some milliseconds.
     *
     * @param fromHz one of {@link #SAMPLE_RATES_HZ}
     * @param toHz one of {@link #SAMPLE_RATES_HZ}
     * @throws IllegalArgumentException when a rate is another
     */
    public Resampler(int fromHz, int toHz) {
        if (!supports(fromHz, toHz)) {
            throw new IllegalArgumentException(
                    "from " + fromHz + " Hz to " + toHz + " Hz; there are " + SAMPLE_RATES_HZ);
        }
        this.fromHz = fromHz;
        ratio = SincFilter.Ratio.of(fromHz, toHz);
        filter = SincFilter.forRatio(ratio);
        delaySamples = isIdentity() ? 0 : filter.taps() / 2;
        downWhole = ratio.down() / ratio.up();
        downRest = ratio.down() % ratio.up();
        window = new float[filter.taps() + BLOCK];
        reset();
    }

    /** Whether both are among {@link #SAMPLE_RATES_HZ}. */
    public static boolean supports(int fromHz, int toHz) {
        return SAMPLE_RATES_HZ.contains(fromHz) && SAMPLE_RATES_HZ.contains(toHz);
    }

    /**
     * The whole of {@code audio} at another rate, as long to within one sample.
     *
     * @throws IllegalArgumentException when one of the rates is not supported
     */
    public static Pcm16 convert(Pcm16 audio, int toHz) {
        if (audio.sampleRateHz() == toHz) {
            return audio;
        }
        var resampler = new Resampler(audio.sampleRateHz(), toHz);
        var out = new short[resampler.maxOutput(audio.length()) + resampler.maxFlush()];
        int length = resampler.resample(audio.samples(), 0, audio.length(), out, 0);
        length += resampler.flush(out, length);
        return Pcm16.of(toHz, out, 0, length);
    }

    /** The most samples that {@code length} samples of input can give in one call. */
    public int maxOutput(int length) {
        return Math.toIntExact(outputOf(length));
    }

    /** The most samples that {@link #flush} can give. */
    public int maxFlush() {
        return Math.toIntExact(outputOf(delaySamples));
    }

    /** How much audio must follow an instant before its output is made; zero for equal rates. */
    public Duration delay() {
        return Pcm16.durationOf(delaySamples, fromHz);
    }

    /**
     * Takes a chunk of input and writes what can be made of it so far.
     *
     * @param out not {@code in}
     * @return the number of samples written, often zero for small chunks
     * @throws IndexOutOfBoundsException when the chunk is not within {@code in}, or {@code out} has
     *     less room than {@link #maxOutput}; nothing is taken then
     */
    public int resample(short[] in, int offset, int length, short[] out, int outOffset) {
        Objects.checkFromIndexSize(offset, length, in.length);
        Objects.checkFromIndexSize(outOffset, maxOutput(length), out.length);
        if (isIdentity()) {
            System.arraycopy(in, offset, out, outOffset, length);
            return length;
        }
        return run(in, offset, length, out, outOffset);
    }

    /**
     * Ends the stream: writes what is still owed for the input taken, as if silence followed, and
     * is ready for another stream.
     *
     * @return the number of samples written
     * @throws IndexOutOfBoundsException when {@code out} has less room than {@link #maxFlush};
     *     nothing happens then
     */
    public int flush(short[] out, int outOffset) {
        Objects.checkFromIndexSize(outOffset, maxFlush(), out.length);
        if (isIdentity()) {
            return 0;
        }
        int written = 0;
        for (int left = delaySamples; left > 0; left -= BLOCK) {
            int silence = Math.min(left, BLOCK);
            written += run(SILENCE, 0, silence, out, outOffset + written);
        }
        reset();
        return written;
    }

    /** Forgets the stream so far, with what is still owed of it. */
    public void reset() {
        Arrays.fill(window, 0);
        filled = Math.max(0, delaySamples - 1);
        start = 0;
        phase = 0;
    }

    private boolean isIdentity() {
        return ratio.up() == ratio.down();
    }

    private long outputOf(long inputSamples) {
        return Math.ceilDiv(Math.multiplyExact(inputSamples, ratio.up()), (long) ratio.down());
    }

    private int run(short[] in, int offset, int length, short[] out, int outOffset) {
        int at = offset;
        int end = offset + length;
        int to = outOffset;
        while (at < end) {
            if (filled == window.length) {
                shift();
            }
            int block = Math.min(end - at, window.length - filled);
            for (int i = 0; i < block; i++) {
                window[filled + i] = in[at + i];
            }
            at += block;
            filled += block;
            to += drain(out, to);
        }
        return to - outOffset;
    }

    private int drain(short[] out, int outOffset) {
        int taps = filter.taps();
        int to = outOffset;
        while (start + taps <= filled) {
            out[to++] = rounded(filter.apply(phase, window, start));
            start += downWhole;
            phase += downRest;
            if (phase >= ratio.up()) {
                phase -= ratio.up();
                start++;
            }
        }
        return to - outOffset;
    }

    /** Moves what is still needed to the front. The start may lie beyond what has arrived. */
    private void shift() {
        int from = Math.min(start, filled);
        System.arraycopy(window, from, window, 0, filled - from);
        filled -= from;
        start -= from;
    }

    private static short rounded(float value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
