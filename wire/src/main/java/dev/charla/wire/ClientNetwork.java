package dev.charla.wire;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The network that an address belongs to, for limits per network. Any thread. */
public final class ClientNetwork {
    /** The usual IPv6 prefix of a household, which can use every address in it. */
    private static final int BYTES = 8;

    private ClientNetwork() {}

    /**
     * The network of an address: a whole IPv4 address, or the first 64 bits of an IPv6 address. All
     * unknown addresses share one network.
     *
     * @param remote null: not known
     */
    public static String of(@Nullable InetSocketAddress remote) {
        if (remote == null || remote.getAddress() == null) {
            return "unknown";
        }
        var bytes = remote.getAddress().getAddress();
        var text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, BYTES); i++) {
            text.append(Integer.toHexString(bytes[i] & 0xff)).append('.');
        }
        return text.toString();
    }
}
