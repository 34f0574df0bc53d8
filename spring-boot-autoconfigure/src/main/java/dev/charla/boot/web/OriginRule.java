package dev.charla.boot.web;

import dev.charla.boot.settings.SettingException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Whether a request comes from a page that may talk here. A browser names the page's site in {@code
 * Origin}; programs other than browsers send none and are not stopped by this.
 */
public final class OriginRule {
    /** The whole of 127.0.0.0/8 is loopback, and so is every name below localhost (RFC 6761). */
    private static final Pattern LOOPBACK =
            Pattern.compile("(?:[a-z0-9-]+\\.)*localhost|127(?:\\.\\d{1,3}){3}|\\[::1]");

    private final Set<Site> allowed;

    /** Of other schemes, such as those of browser extensions, to be met letter by letter. */
    private final Set<String> allowedTexts;

    /**
     * An origin (RFC 6454) whose scheme is http or https.
     *
     * @param port the scheme's own where the origin names none
     */
    private record Site(String scheme, String host, int port) {
        private static final Pattern AUTHORITY =
                Pattern.compile("([a-z0-9._~-]+|\\[[0-9a-f:.]+])(?::(\\d{0,5}))?");
        private static final Pattern ORIGIN = Pattern.compile("(https?)://([^/?#@]+)/?");

        /** Null for what is no such origin: an opaque one, another scheme, a path behind it. */
        static @Nullable Site of(String origin) {
            Matcher parts = ORIGIN.matcher(spelled(origin));
            return parts.matches() ? of(parts.group(1), parts.group(2)) : null;
        }

        static @Nullable Site of(String scheme, String authority) {
            Matcher parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
            if (!parts.matches()) {
                return null;
            }
            String port = parts.group(2);
            boolean usual = port == null || port.isEmpty();
            return new Site(
                    scheme,
                    parts.group(1),
                    usual ? scheme.equals("https") ? 443 : 80 : Integer.parseInt(port));
        }
    }

    /**
     * @param allowed origins besides the server's own, such as {@code https://www.example.org}
     * @throws SettingException if one is none
     */
    public OriginRule(List<String> allowed) {
        List<String> entries =
                allowed.stream()
                        .map(OriginRule::spelled)
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        for (String entry : entries) {
            boolean web = entry.startsWith("http:") || entry.startsWith("https:");
            if (!entry.contains("://") || (web && Site.of(entry) == null)) {
                throw new SettingException(
                        "charla.browser.allowed-origins holds \""
                                + entry
                                + "\", which is no origin.",
                        "Write the scheme and the host, and no path: https://www.example.org.");
            }
        }
        this.allowed =
                entries.stream()
                        .map(Site::of)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toUnmodifiableSet());
        this.allowedTexts = Set.copyOf(entries);
    }

    private static String spelled(String origin) {
        return origin.strip().toLowerCase(Locale.ROOT);
    }

    /** Denies by default: a foreign site, an opaque origin, a malformed one. */
    public boolean allows(ServerHttpRequest request) {
        List<String> origins = request.getHeaders().getOrEmpty(HttpHeaders.ORIGIN);
        if (origins.isEmpty()) {
            return true;
        }
        if (origins.size() > 1) {
            return false;
        }
        String origin = spelled(origins.getFirst());
        Site site = Site.of(origin);
        return site == null
                ? allowedTexts.contains(origin)
                : allowed.contains(site) || isOwn(site, request.getURI());
    }

    /** Whether a site is allowed that another machine serves, or a proxy for others. */
    public boolean allowsOtherHosts() {
        return allowed.stream().anyMatch(site -> !isLoopback(site.host()));
    }

    /** Whether {@code name} is the host of one of the sites that are allowed, on whatever port. */
    public boolean isHostOfAllowed(String name) {
        return allowed.stream().anyMatch(site -> site.host().equals(name));
    }

    /**
     * The address that was asked for is that of the page, as far as this server can see it: the
     * {@code Host} header's, or what a proxy tells that {@code server.forward-headers-strategy}
     * trusts. TLS may have ended in front of this server without a word, so a page by https is the
     * own one on http, too; never the other way round.
     */
    private static boolean isOwn(Site site, URI asked) {
        String authority = asked.getRawAuthority();
        boolean downgrade = "https".equals(asked.getScheme()) && site.scheme().equals("http");
        return authority != null && !downgrade && site.equals(Site.of(site.scheme(), authority));
    }

    /** Whether a name in small letters is this machine's own. */
    public static boolean isLoopback(String name) {
        return LOOPBACK.matcher(name).matches();
    }
}
