package dev.charla.conversation.browser;

/**
 * A binary message to the page: eight bytes of header, then PCM16 little-endian, mono, 24 kHz.
 *
 * <p>The header is two unsigned 32-bit numbers, little-endian: the response's number, and the
 * offset of the first sample within the response. The page drops what belongs to a response that
 * was stopped, and can say to the sample what was heard.
 */
public final class AudioFrame {
    /** Length of the header. */
    public static final int HEADER_BYTES = 8;

    /** Samples per second, both ways. */
    public static final int SAMPLE_RATE_HZ = 24_000;

    private AudioFrame() {}
}
