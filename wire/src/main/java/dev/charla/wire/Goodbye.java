package dev.charla.wire;

import io.netty.buffer.ByteBuf;

/** Validates a peer's close frame: RFC 6455, sections 5.5.1 and 7.4. Any thread. */
final class Goodbye {
    /** The close frame is valid. */
    static final int PROPER = 0;

    private static final int PROTOCOL_ERROR = 1002;
    private static final int NO_UTF8 = 1007;

    private Goodbye() {}

    /** The code with which to answer a close frame with this payload, or {@link #PROPER}. */
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

    /** Codes registered with IANA that may appear in a frame, and codes for applications. */
    private static boolean mayBeSent(int code) {
        return (code >= 1000 && code <= 1003)
                || (code >= 1007 && code <= 1014)
                || (code >= 3000 && code <= 4999);
    }
}
