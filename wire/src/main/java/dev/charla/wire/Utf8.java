package dev.charla.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * Validates UTF-8. RFC 6455, section 8.1, requires both sides to check text messages. Any thread.
 */
public final class Utf8 {
    /** The top bit of each of eight bytes: all are clear in ASCII. */
    private static final long BEYOND_ASCII = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** Whether all readable bytes are well-formed UTF-8; the buffer's indexes stay. */
    public static boolean isWellFormed(ByteBuf text) {
        int at = text.readerIndex();
        int end = text.writerIndex();
        // Nearly all data is base64 audio, which is ASCII: checks eight bytes at a time.
        while (end - at >= Long.BYTES && (text.getLong(at) & BEYOND_ASCII) == 0) {
            at += Long.BYTES;
        }
        return ByteBufUtil.isText(text, at, end - at, StandardCharsets.UTF_8);
    }
}
