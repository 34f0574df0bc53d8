package dev.charla.protocol.json;

/**
 * What is read at most.
 *
 * @param messageBytes bytes of one message
 * @param depth objects and arrays inside each other
 */
public record ProtocolLimits(int messageBytes, int depth) {
    /**
     * 22 MiB hold the 15 MiB of audio that the service documents for one append, in base64; 64 is
     * several times the depth of any documented event with a tool's schema in it.
     */
    public static final ProtocolLimits DEFAULT = new ProtocolLimits(22 << 20, 64);

    public ProtocolLimits {
        if (messageBytes < 1 || depth < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
