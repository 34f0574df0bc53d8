package dev.charla.boot.service;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a resource is. The portal shows two addresses: the resource's own, and that of a project in
 * it, which Foundry's tools take and behind which there is no Voice Live.
 *
 * @param uri of the resource
 * @param project that the address named; null for none
 */
public record ServiceEndpoint(URI uri, @Nullable String project) {
    private static final Pattern PROJECT =
            Pattern.compile("/api/projects/([^/]+)/?", Pattern.CASE_INSENSITIVE);

    /** Takes either address. */
    static ServiceEndpoint of(URI address) throws URISyntaxException {
        Matcher project = PROJECT.matcher(address.getPath() == null ? "" : address.getPath());
        if (!project.matches()) {
            return new ServiceEndpoint(address, null);
        }
        return new ServiceEndpoint(
                new URI(
                        address.getScheme(),
                        address.getAuthority(),
                        "",
                        address.getQuery(),
                        address.getFragment()),
                project.group(1));
    }
}
