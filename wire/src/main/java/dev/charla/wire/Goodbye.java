package dev.charla.wire;

import io.netty.buffer.ByteBuf;

/** What a peer's close frame may hold: RFC 6455, sections 5.5.1 and 7.4. Any thread. */
final class Goodbye {
    /** Nothing is wrong with it. */
    static final int PROPER = 0;

    private static final int PROTOCOL_ERROR = 1002;
    private static final int NO_UTF8 = 1007;

    private Goodbye() {}

    /** The code that a close frame with this payload is answered with, or {@link #PROPER}. */
    static int breach(ByteBuf payload) {
        if (!payload.isReadable()) {
            return PROPER;
        }
        if (payload.readableBytes() < Short.BYTES
                || !mayBeSent(payload.getUnsignedShort(payload.readerIndex()))) {
            return PROTOCOL_ERROR;
        }
        ByteBuf reason =
                payload.slice(
                        payload.readerIndex() + Short.BYTES, payload.readableBytes() - Short.BYTES);
        return Utf8.isWellFormed(reason) ? PROPER : NO_UTF8;
    }

    /** Those that are registered with IANA and may stand in a frame, and those for applications. */
    private static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1003)
                || (code >= 1007 && code <= 1014)
                || (code >= 3000 && code <= 4999);
    }
}
