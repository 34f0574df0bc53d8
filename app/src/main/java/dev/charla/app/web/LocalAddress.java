package dev.charla.app.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The address that the server will be bound to, as Spring Boot reads it from the settings.
 *
 * @param address null: every address of this machine, which is also what a {@code server.address}
 *     that is set and empty comes to
 */
public record LocalAddress(@Nullable InetAddress address) {
    /** For people. */
    public String name() {
        return address == null ? "every address of this machine" : address.getHostAddress();
    }

    /** Whether nobody but this machine can reach it. */
    public boolean isLoopback() {
        return address != null && address.isLoopbackAddress();
    }
}
