package dev.charla.protocol.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 without copies on the way: standard alphabet, padding written, padding optional to read.
 */
public final class Base64Text {
    private static final byte[] DIGITS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VALUES = values();

    /** Both digits of 12 bits, the first in the upper byte. */
    private static final char[] PAIRS = pairs();

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** No digit has it, and it survives being shifted and combined with digits. */
    private static final byte NO_DIGIT = -1;

    private Base64Text() {}

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, NO_DIGIT);
        for (int i = 0; i < DIGITS.length; i++) {
            values[DIGITS[i]] = (byte) i;
        }
        return values;
    }

    private static char[] pairs() {
        char[] pairs = new char[1 << 12];
        for (int bits = 0; bits < pairs.length; bits++) {
            pairs[bits] = (char) ((DIGITS[bits >>> 6] << 8) | DIGITS[bits & 0x3F]);
        }
        return pairs;
    }

    /** Digits for so many bytes, padding included. */
    public static int encodedLength(int bytes) {
        return Math.multiplyExact(Math.addExact(bytes, 2) / 3, 4);
    }

    /** Writes digits to {@code to} from {@code at} on; returns the position after them. */
    public static int encode(byte[] from, int offset, int length, byte[] to, int at) {
        int end = offset + length;
        int in = offset;
        int out = at;
        for (; in + 2 < end; in += 3) {
            int bits =
                    ((from[in] & 0xFF) << 16)
                            | ((from[in + 1] & 0xFF) << 8)
                            | (from[in + 2] & 0xFF);
            INT.set(to, out, (PAIRS[bits >>> 12] << 16) | PAIRS[bits & 0xFFF]);
            out += 4;
        }
        if (in < end) {
            boolean two = in + 1 < end;
            int bits = ((from[in] & 0xFF) << 16) | (two ? (from[in + 1] & 0xFF) << 8 : 0);
            to[out] = DIGITS[bits >>> 18];
            to[out + 1] = DIGITS[bits >>> 12 & 0x3F];
            to[out + 2] = two ? DIGITS[bits >>> 6 & 0x3F] : (byte) '=';
            to[out + 3] = '=';
            out += 4;
        }
        return out;
    }

    /** Writes digits to {@code to}, whose position moves behind them; {@code from} stays. */
    public static void encode(ByteBuffer from, ByteBuffer to) {
        int length = from.remaining();
        if (from.hasArray() && to.hasArray()) {
            int at = to.arrayOffset() + to.position();
            int after =
                    encode(
                            from.array(),
                            from.arrayOffset() + from.position(),
                            length,
                            to.array(),
                            at);
            to.position(to.position() + after - at);
            return;
        }
        int end = from.limit();
        int in = from.position();
        for (; in + 2 < end; in += 3) {
            int bits =
                    ((from.get(in) & 0xFF) << 16)
                            | ((from.get(in + 1) & 0xFF) << 8)
                            | (from.get(in + 2) & 0xFF);
            put(to, bits, 4);
        }
        if (in < end) {
            boolean two = in + 1 < end;
            int bits = ((from.get(in) & 0xFF) << 16) | (two ? (from.get(in + 1) & 0xFF) << 8 : 0);
            put(to, bits, two ? 3 : 2);
        }
    }

    private static void put(ByteBuffer to, int bits, int digits) {
        to.put(DIGITS[bits >>> 18]);
        to.put(DIGITS[bits >>> 12 & 0x3F]);
        to.put(digits > 2 ? DIGITS[bits >>> 6 & 0x3F] : (byte) '=');
        to.put(digits > 3 ? DIGITS[bits & 0x3F] : (byte) '=');
    }

    /**
     * The bytes that {@code length} digits from {@code offset} on stand for.
     *
     * @throws IllegalArgumentException when they are not base64
     */
    public static byte[] decode(ByteBuffer from, int offset, int length) {
        if (from.hasArray()) {
            ByteBuffer digits = ByteBuffer.wrap(from.array(), from.arrayOffset() + offset, length);
            return Base64.getDecoder().decode(digits).array();
        }
        return decodeDirect(from, offset, length);
    }

    private static byte[] decodeDirect(ByteBuffer from, int offset, int length) {
        int digits = withoutPadding(from, offset, length);
        int whole = digits / 4;
        int rest = digits % 4;
        if (rest == 1) {
            throw new IllegalArgumentException("a digit is left over");
        }
        byte[] bytes = new byte[whole * 3 + (rest == 0 ? 0 : rest - 1)];
        int in = offset;
        int out = 0;
        int seen = 0;
        for (int group = 0; group < whole; group++) {
            int bits =
                    value(from, in) << 18
                            | value(from, in + 1) << 12
                            | value(from, in + 2) << 6
                            | value(from, in + 3);
            seen |= bits;
            bytes[out] = (byte) (bits >> 16);
            bytes[out + 1] = (byte) (bits >> 8);
            bytes[out + 2] = (byte) bits;
            in += 4;
            out += 3;
        }
        if (rest > 0) {
            int third = rest > 2 ? value(from, in + 2) << 6 : 0;
            int bits = value(from, in) << 18 | value(from, in + 1) << 12 | third;
            seen |= bits;
            bytes[out] = (byte) (bits >> 16);
            if (rest > 2) {
                bytes[out + 1] = (byte) (bits >> 8);
            }
        }
        if (seen < 0) {
            throw new IllegalArgumentException("not a digit");
        }
        return bytes;
    }

    /** Negative for what is no digit, so that the sign tells after any number of them. */
    private static int value(ByteBuffer from, int at) {
        return VALUES[from.get(at) & 0xFF];
    }

    private static int withoutPadding(ByteBuffer from, int offset, int length) {
        int digits = length;
        while (digits > 0 && length - digits < 2 && from.get(offset + digits - 1) == '=') {
            digits--;
        }
        if (digits < length && length % 4 != 0) {
            throw new IllegalArgumentException("the padding does not fill the group");
        }
        return digits;
    }
}
