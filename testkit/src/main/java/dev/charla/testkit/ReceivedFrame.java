package dev.charla.testkit;

/**
 * A message or control frame that a service received.
 *
 * @param opcode of RFC 6455: {@link #TEXT}, {@link #BINARY}, {@link #CLOSE}, {@link #PING}, {@link
 *     #PONG}
 * @param text the payload as UTF-8; a close frame's reason without its code
 * @param code of a close frame; 1005 when it holds none, 0 for other frames
 */
public record ReceivedFrame(int opcode, String text, int code) {
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    static final int CONTINUATION = 0x0;
}
