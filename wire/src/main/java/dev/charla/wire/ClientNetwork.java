package dev.charla.wire;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Whose an address is, for limits by network. Any thread. */
public final class ClientNetwork {
    /** A household's share of IPv6; whoever has one has all addresses in it. */
    private static final int BYTES = 8;

    private ClientNetwork() {}

    /**
     * The part of an address that says whose it is: a whole IPv4 address, the first 64 bits of an
     * IPv6 one. The same for all whose address is not known.
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
