package dev.charla.app.limits;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who asks.
 *
 * @param user as the login knows them; {@link #ANYONE} where there is no login
 * @param address of the network they come from: a whole IPv4 address, the first 64 bits of an IPv6
 *     one, since a household has all of those
 */
public record Visitor(String user, String address) {
    /** Everybody, where nobody signs in. */
    public static final String ANYONE = "anyone";

    private static final String ATTRIBUTE = Visitor.class.getName() + ".user";

    /** Notes who was found to be behind a request. */
    public static void set(ServerWebExchange exchange, String user) {
        exchange.getAttributes().put(ATTRIBUTE, user);
    }

    /** Who is behind a request. */
    public static Visitor of(ServerWebExchange exchange) {
        return new Visitor(
                exchange.getAttributeOrDefault(ATTRIBUTE, ANYONE),
                network(exchange.getRequest().getRemoteAddress()));
    }

    /** The part of an address that says whose it is; the same for all where it is not known. */
    static String network(@Nullable InetSocketAddress remote) {
        if (remote == null || remote.getAddress() == null) {
            return "unknown";
        }
        var bytes = remote.getAddress().getAddress();
        var text = new StringBuilder();
        for (int i = 0; i < Math.min(bytes.length, 8); i++) {
            text.append(Integer.toHexString(bytes[i] & 0xff)).append('.');
        }
        return text.toString();
    }

    /** Shows nobody's name or address. */
    @Override
    public String toString() {
        return "Visitor";
    }
}
