package dev.charla.bench.relay;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * What a frame carries in the place of its first samples: when it was due, its number and its
 * conversation. Eighteen bytes, so that in base64 they are whole groups and what follows them never
 * changes. Confined to one thread.
 */
final class Stamp {
    /** How much of the frame that takes. */
    static final int BYTES = 18;

    /** The same in base64. */
    static final int DIGITS = BYTES / 3 * 4;

    /** Of a service's frames before it has heard whose they are. */
    static final int NO_CONVERSATION = -1;

    private final byte[] bytes = new byte[BYTES];
    private final byte[] digits = new byte[DIGITS];
    private final ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

    void set(long dueNanos, int number, int conversation) {
        view.putLong(0, dueNanos).putInt(8, number).putInt(12, conversation);
    }

    /** Writes it at {@code at}. */
    void putBytes(ByteBuffer to, int at) {
        to.put(at, bytes);
    }

    /** Writes it in base64 at {@code at}. */
    void putDigits(ByteBuffer to, int at) {
        Base64.getEncoder().encode(bytes, digits);
        to.put(at, digits);
    }

    /** Reads it from {@code at}. */
    void getBytes(ByteBuffer from, int at) {
        from.get(at, bytes);
    }

    /**
     * Reads it in base64 from {@code at}.
     *
     * @throws IllegalArgumentException when that is no base64
     */
    void getDigits(ByteBuffer from, int at) {
        from.get(at, digits);
        Base64.getDecoder().decode(digits, bytes);
    }

    long dueNanos() {
        return view.getLong(0);
    }

    int number() {
        return view.getInt(8);
    }

    int conversation() {
        return view.getInt(12);
    }
}
