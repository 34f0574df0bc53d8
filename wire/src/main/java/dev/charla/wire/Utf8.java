package dev.charla.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** Whether a text message is text: RFC 6455, section 8.1, has both sides look. Any thread. */
public final class Utf8 {
    /** The upper bit of each of eight bytes: none is set in ASCII. */
    private static final long BEYOND_ASCII = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** Whether all readable bytes are well-formed UTF-8; the buffer's indexes stay. */
    public static boolean isWellFormed(ByteBuf text) {
        int at = text.readerIndex();
        int end = text.writerIndex();
        // Audio in base64 is ASCII, and nearly all there is: eight bytes at a time.
        while (end - at >= Long.BYTES && (text.getLong(at) & BEYOND_ASCII) == 0) {
            at += Long.BYTES;
        }
        return ByteBufUtil.isText(text, at, end - at, StandardCharsets.UTF_8);
    }
}
