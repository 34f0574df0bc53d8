package dev.charla.protocol.json;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Encoded audio, immutable and compared by content. Any thread. */
public final class AudioBytes {
    /** No audio. */
    public static final AudioBytes EMPTY = new AudioBytes(new byte[0]);

    private final byte[] bytes;

    private AudioBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Copies {@code bytes}. */
    public static AudioBytes copyOf(byte[] bytes) {
        return new AudioBytes(bytes.clone());
    }

    /** Copies the remaining bytes of {@code buffer}, whose position does not change. */
    public static AudioBytes copyOf(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return new AudioBytes(copy);
    }

    /** Takes ownership of {@code bytes}: the caller must not write to the array any more. */
    public static AudioBytes wrap(byte[] bytes) {
        return new AudioBytes(bytes);
    }

    /** How many bytes there are. */
    public int length() {
        return bytes.length;
    }

    /** The byte at {@code index}. */
    public byte at(int index) {
        return bytes[index];
    }

    /** A read-only view of all bytes, with a position of its own. */
    public ByteBuffer asReadOnlyByteBuffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /**
     * Passes the array itself, without a copy, to a sink that must neither keep it nor write to it.
     */
    public void writeTo(Consumer<byte[]> sink) {
        sink.accept(bytes);
    }

    /** Copies all bytes to {@code destination} from {@code offset} on. */
    public void copyTo(byte[] destination, int offset) {
        System.arraycopy(bytes, 0, destination, offset, bytes.length);
    }

    /** A copy of all bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The array itself, for readers inside this package that do not keep it. */
    public byte[] array() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AudioBytes audio && Arrays.equals(bytes, audio.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The length alone. */
    @Override
    public String toString() {
        return "AudioBytes[" + bytes.length + "]";
    }
}
