package dev.charla.app.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;

/**
 * The address that the server listens on.
 *
 * @param name as the settings have it
 */
public record LocalAddress(String name) {
    /** What {@code server.address} says; without it a server listens on every address. */
    static LocalAddress of(Environment settings) {
        return new LocalAddress(settings.getProperty("server.address", "0.0.0.0"));
    }

    /** Whether nobody but this machine can reach it. */
    public boolean isLoopback() {
        try {
            return InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // the server will not start there, and says so
        }
    }
}
