package dev.charla.protocol.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalInt;

/**
 * How audio is coded. An open set: a format this version does not know is kept. A hyphen, which
 * some clients write, becomes an underscore.
 */
public record AudioFormat(@JsonValue String value) {
    /** 16 bit little endian at 24 kHz; as input, at the session's sampling rate. */
    public static final AudioFormat PCM16 = new AudioFormat("pcm16");

    /** 16 bit little endian at 8 kHz. */
    public static final AudioFormat PCM16_8000HZ = new AudioFormat("pcm16_8000hz");

    /** 16 bit little endian at 16 kHz. */
    public static final AudioFormat PCM16_16000HZ = new AudioFormat("pcm16_16000hz");

    /** G.711, mu law, 8 kHz. */
    public static final AudioFormat G711_ULAW = new AudioFormat("g711_ulaw");

    /** G.711, A law, 8 kHz. */
    public static final AudioFormat G711_ALAW = new AudioFormat("g711_alaw");

    private static final String PCM16_PREFIX = "pcm16_";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AudioFormat {
        value = value.replace('-', '_');
    }

    /** Whether it is 16 bit PCM at any rate. */
    public boolean isPcm16() {
        return equals(PCM16) || (value.startsWith(PCM16_PREFIX) && rateHz().isPresent());
    }

    /** Samples per second; empty for an unknown format. */
    public OptionalInt rateHz() {
        if (equals(PCM16)) {
            return OptionalInt.of(24_000);
        }
        if (equals(G711_ULAW) || equals(G711_ALAW)) {
            return OptionalInt.of(8_000);
        }
        if (value.matches("pcm16_[1-9][0-9]{3,5}hz")) {
            String digits = value.substring(PCM16_PREFIX.length(), value.length() - 2);
            return OptionalInt.of(Integer.parseInt(digits));
        }
        return OptionalInt.empty();
    }

    /** The bare value. */
    @Override
    public String toString() {
        return value;
    }
}
