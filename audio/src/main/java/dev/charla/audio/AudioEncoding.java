package dev.charla.audio;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How mono audio becomes bytes on the wire: the formats of the Voice Live protocol.
 *
 * @param coding what a sample looks like
 * @param sampleRateHz samples per second, above zero; always 8000 for G.711
 */
public record AudioEncoding(Coding coding, int sampleRateHz) {
    /** What the protocol takes for granted in both directions. */
    public static final AudioEncoding PCM16_24KHZ = new AudioEncoding(Coding.PCM16, 24_000);

    public static final AudioEncoding PCM16_16KHZ = new AudioEncoding(Coding.PCM16, 16_000);
    public static final AudioEncoding PCM16_8KHZ = new AudioEncoding(Coding.PCM16, 8_000);
    public static final AudioEncoding G711_ULAW =
            new AudioEncoding(Coding.G711_ULAW, G711.SAMPLE_RATE_HZ);
    public static final AudioEncoding G711_ALAW =
            new AudioEncoding(Coding.G711_ALAW, G711.SAMPLE_RATE_HZ);

    /** One client writes {@code pcm16-8000hz} where the others write {@code pcm16_8000hz}. */
    private static final Pattern PCM16_AT = Pattern.compile("pcm16[_-]([1-9][0-9]{3,4})hz");

    public AudioEncoding {
        Objects.requireNonNull(coding);
        if (sampleRateHz <= 0) {
            throw new IllegalArgumentException("sample rate of " + sampleRateHz + " Hz");
        }
        if (coding != Coding.PCM16 && sampleRateHz != G711.SAMPLE_RATE_HZ) {
            throw new IllegalArgumentException(coding + " at " + sampleRateHz + " Hz");
        }
    }

    /**
     * The encoding a session's {@code input_audio_format} and {@code input_audio_sampling_rate}
     * name; empty when they name none.
     *
     * @param format {@code pcm16}, {@code g711_ulaw} or {@code g711_alaw}; null means {@code pcm16}
     * @param samplingRateHz null means 24000 for {@code pcm16} and 8000 for the others
     */
    public static Optional<AudioEncoding> ofInput(
            @Nullable String format, @Nullable Integer samplingRateHz) {
        return ofOutput(format)
                .filter(encoding -> format == null || format.equals(encoding.coding.wireName))
                .flatMap(encoding -> encoding.withRate(samplingRateHz));
    }

    /**
     * The encoding a session's {@code output_audio_format} names, {@code pcm16} and the like or
     * with the rate in the name as in {@code pcm16_16000hz}; empty when it names none.
     *
     * @param format null means {@code pcm16}, which is at 24 kHz
     */
    public static Optional<AudioEncoding> ofOutput(@Nullable String format) {
        if (format == null) {
            return Optional.of(PCM16_24KHZ);
        }
        return switch (format) {
            case "pcm16" -> Optional.of(PCM16_24KHZ);
            case "g711_ulaw" -> Optional.of(G711_ULAW);
            case "g711_alaw" -> Optional.of(G711_ALAW);
            default -> {
                var rated = PCM16_AT.matcher(format);
                yield rated.matches()
                        ? PCM16_24KHZ.withRate(Integer.valueOf(rated.group(1)))
                        : Optional.empty();
            }
        };
    }

    private Optional<AudioEncoding> withRate(@Nullable Integer rateHz) {
        if (rateHz == null || rateHz == sampleRateHz) {
            return Optional.of(this);
        }
        return coding == Coding.PCM16 && Resampler.SAMPLE_RATES_HZ.contains(rateHz)
                ? Optional.of(new AudioEncoding(coding, rateHz))
                : Optional.empty();
    }

    /**
     * The protocol's {@code output_audio_format}: the rate is in the name unless it goes without.
     */
    public String outputName() {
        return coding == Coding.PCM16 && sampleRateHz != PCM16_24KHZ.sampleRateHz
                ? coding.wireName + "_" + sampleRateHz + "hz"
                : coding.wireName;
    }

    /** The protocol's {@code input_audio_format}, which leaves the rate to a field of its own. */
    public String inputName() {
        return coding.wireName;
    }

    public int bytesPerSample() {
        return coding.bytesPerSample;
    }

    /** Bytes in a second; a thousandth of it per millisecond, which need not be a whole number. */
    public int bytesPerSecond() {
        return sampleRateHz * coding.bytesPerSample;
    }

    /** Bytes in audio of that length, rounded to the nearest whole sample. */
    public long bytes(Duration duration) {
        return Pcm16.samplesIn(duration, sampleRateHz) * coding.bytesPerSample;
    }

    /** How long that many bytes play; half a sample at the end plays no time. */
    public Duration duration(long bytes) {
        return Pcm16.durationOf(bytes / coding.bytesPerSample, sampleRateHz);
    }

    /** Starts reading a stream of bytes in this encoding. */
    public SampleDecoder decoder() {
        return new SampleDecoder(coding);
    }

    /**
     * Writes {@code count} samples as {@code count * bytesPerSample()} bytes.
     *
     * @return the number of bytes written
     * @throws IndexOutOfBoundsException when either array is too short; nothing is written then
     */
    public int encode(short[] in, int inOffset, byte[] out, int outOffset, int count) {
        switch (coding) {
            case PCM16 -> PcmBytes.toBytes(in, inOffset, out, outOffset, count);
            case G711_ULAW -> G711.ULAW.encode(in, inOffset, out, outOffset, count);
            case G711_ALAW -> G711.ALAW.encode(in, inOffset, out, outOffset, count);
        }
        return count * coding.bytesPerSample;
    }

    /**
     * All of {@code audio} as bytes.
     *
     * @throws IllegalArgumentException when the audio has another rate
     */
    public byte[] encode(Pcm16 audio) {
        if (audio.sampleRateHz() != sampleRateHz) {
            throw new IllegalArgumentException(audio + " for " + outputName());
        }
        var bytes = new byte[Math.multiplyExact(audio.length(), coding.bytesPerSample)];
        encode(audio.samples(), 0, bytes, 0, audio.length());
        return bytes;
    }

    /** All of {@code bytes} as audio; half a sample at the end is left out. */
    public Pcm16 decode(byte[] bytes) {
        var samples = new short[bytes.length / coding.bytesPerSample];
        decoder().decode(bytes, 0, bytes.length, samples, 0);
        return Pcm16.of(sampleRateHz, samples);
    }

    /** What a sample looks like. */
    public enum Coding {
        /** Signed 16 bit, little-endian. */
        PCM16("pcm16", PcmBytes.BYTES_PER_SAMPLE),
        /** One byte, {@link G711#ULAW}. */
        G711_ULAW("g711_ulaw", 1),
        /** One byte, {@link G711#ALAW}. */
        G711_ALAW("g711_alaw", 1);

        private final String wireName;
        private final int bytesPerSample;

        Coding(String wireName, int bytesPerSample) {
            this.wireName = wireName;
            this.bytesPerSample = bytesPerSample;
        }
    }
}
