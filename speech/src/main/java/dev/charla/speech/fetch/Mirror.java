package dev.charla.speech.fetch;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where files are taken from instead of their own addresses: a mirror keeps {@code
 * https://host/path} at {@code MIRROR/host/path}.
 *
 * @param base null for the files' own addresses
 */
record Mirror(@Nullable URI base) {
    URI of(URI address) {
        if (base == null) {
            return address;
        }
        String from = base.toString();
        return URI.create(
                (from.endsWith("/") ? from : from + "/")
                        + address.getHost()
                        + address.getRawPath());
    }
}
