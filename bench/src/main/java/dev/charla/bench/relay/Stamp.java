package dev.charla.bench.relay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A frame that carries, instead of sound, when it was due and its number. Confined to the bench's
 * loop.
 */
final class Stamp {
    /** How much of the frame that takes. */
    static final int BYTES = Long.BYTES + Integer.BYTES;

    private final byte[] frame;
    private final ByteBuffer view;

    /**
     * @param frame at least {@link #BYTES} long; written to and read in place
     */
    Stamp(byte[] frame) {
        this.frame = frame;
        this.view = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The frame with these marks; the same array each time. */
    byte[] marked(long dueNanos, int number) {
        view.putLong(0, dueNanos).putInt(Long.BYTES, number);
        return frame;
    }

    long dueNanos() {
        return view.getLong(0);
    }

    int number() {
        return view.getInt(Long.BYTES);
    }
}
