package dev.charla.boot.limits;

import dev.charla.wire.ClientNetwork;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who asks.
 *
 * @param user as the login knows them; {@link #ANYONE} where there is no login
 * @param address of the network they come from: a whole IPv4 address, the first 64 bits of an IPv6
 *     one, since a household has all of those
 * @param signIn which of the user's sign-ins it is; the user's name where they are not told apart
 */
public record Visitor(String user, String address, String signIn) {
    /** Everybody, where nobody signs in. */
    public static final String ANYONE = "anyone";

    /** So that a user may be called {@link #ANYONE}. */
    private static final String NAMED = "user:";

    private static final String ATTRIBUTE = Visitor.class.getName() + ".user";
    private static final String PRINCIPAL = Visitor.class.getName() + ".principal";
    private static final String SIGN_IN = Visitor.class.getName() + ".sign-in";

    /** A user whose sign-ins are not told apart. */
    public Visitor(String user, String address) {
        this(user, address, user);
    }

    /** The user of a host's own login. */
    public static String named(String name) {
        return NAMED + name;
    }

    /** The user as a host's own login names them, without what keeps their names apart. */
    public String name() {
        return user.startsWith(NAMED) ? user.substring(NAMED.length()) : user;
    }

    /** Notes whom a host's own login found to be behind a request. */
    public static void set(ServerWebExchange exchange, Principal principal) {
        set(exchange, named(principal.getName()));
        exchange.getAttributes().put(PRINCIPAL, principal);
    }

    /** Who is behind a request, as their login knows them; null where nobody signed in. */
    public static @Nullable Principal principal(ServerWebExchange exchange) {
        Principal known = exchange.getAttribute(PRINCIPAL);
        String user = exchange.getAttributeOrDefault(ATTRIBUTE, ANYONE);
        return known != null || user.equals(ANYONE) ? known : () -> user;
    }

    /** Notes who was found to be behind a request. */
    public static void set(ServerWebExchange exchange, String user) {
        set(exchange, user, user);
    }

    /** Notes who was found to be behind a request, and with which of their sign-ins. */
    public static void set(ServerWebExchange exchange, String user, String signIn) {
        exchange.getAttributes().put(ATTRIBUTE, user);
        exchange.getAttributes().put(SIGN_IN, signIn);
    }

    /** Who is behind a request. */
    public static Visitor of(ServerWebExchange exchange) {
        return new Visitor(
                exchange.getAttributeOrDefault(ATTRIBUTE, ANYONE),
                ClientNetwork.of(exchange.getRequest().getRemoteAddress()),
                exchange.getAttributeOrDefault(SIGN_IN, ANYONE));
    }

    /** Shows nobody's name, address or session. */
    @Override
    public String toString() {
        return "Visitor";
    }
}
