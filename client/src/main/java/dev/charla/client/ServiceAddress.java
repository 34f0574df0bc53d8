package dev.charla.client;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint, split into the parts for a socket and an upgrade request.
 *
 * @param host name or address, IPv6 without brackets
 * @param pathAndQuery the request target of the upgrade; holds no credential
 */
record ServiceAddress(boolean secure, String host, int port, String pathAndQuery) {
    /**
     * Query parameters with which the service accepts credentials; Charla sends credentials in
     * headers only.
     */
    private static final Set<String> CREDENTIAL_NAMES = Set.of("api-key", "authorization");

    static ServiceAddress of(
            URI endpoint,
            String apiVersion,
            Addressee addressee,
            SequencedMap<String, String> extraQuery) {
        boolean secure = secure(endpoint);
        var host = endpoint.getHost();
        if (host == null || endpoint.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the endpoint must look like https://<resource>.services.ai.azure.com");
        }
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : secure ? 443 : 80;
        var query = new LinkedHashMap<String, String>();
        split(endpoint.getRawQuery(), query);
        query.putIfAbsent("api-version", apiVersion);
        addressed(addressee, query);
        query.putAll(extraQuery);
        for (var name : query.keySet()) {
            if (CREDENTIAL_NAMES.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("a credential does not belong in the query");
            }
        }
        return new ServiceAddress(
                secure, unbracketed(host), port, path(endpoint) + "?" + joined(query));
    }

    /** A copy with this query parameter; replaces one of the same name. */
    ServiceAddress with(String name, String value) {
        int mark = pathAndQuery.indexOf('?');
        var query = new LinkedHashMap<String, String>();
        split(pathAndQuery.substring(mark + 1), query);
        query.put(name, value);
        return new ServiceAddress(
                secure, host, port, pathAndQuery.substring(0, mark) + "?" + joined(query));
    }

    /** Whether the address is this machine's own, judged by its name alone. */
    boolean loopback() {
        return host.equalsIgnoreCase("localhost")
                || host.startsWith("127.")
                || host.equals("::1")
                || host.equals("0:0:0:0:0:0:0:1");
    }

    /** The value of the {@code Host} header. */
    String authority() {
        var name = host.contains(":") ? "[" + host + "]" : host;
        return port == (secure ? 443 : 80) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        int query = pathAndQuery.indexOf('?');
        return (secure ? "wss://" : "ws://") + authority() + pathAndQuery.substring(0, query);
    }

    private static boolean secure(URI endpoint) {
        return switch (endpoint.getScheme() == null
                ? ""
                : endpoint.getScheme().toLowerCase(Locale.ROOT)) {
            case "https", "wss" -> true;
            case "http", "ws" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "the endpoint must begin with https://, wss://, http:// or ws://");
        };
    }

    private static String path(URI endpoint) {
        var path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return path.endsWith("/realtime") ? path : path + ServiceTarget.PATH;
    }

    private static void addressed(Addressee addressee, SequencedMap<String, String> query) {
        switch (addressee) {
            case Addressee.Model(var name, var profile) -> {
                query.putIfAbsent("model", name);
                put(query, "profile", profile);
            }
            case Addressee.Agent agent -> {
                query.put("agent-name", agent.name());
                query.put("agent-project-name", agent.project());
                put(query, "agent-version", agent.version());
                put(query, "conversation-id", agent.conversation());
                put(query, "agent-authentication-identity-client-id", agent.identityClientId());
                put(query, "foundry-resource-override", agent.resourceOverride());
            }
        }
    }

    private static void put(
            SequencedMap<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }

    private static void split(@Nullable String rawQuery, SequencedMap<String, String> into) {
        if (rawQuery == null || rawQuery.isEmpty()) {
            return;
        }
        for (var pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            into.put(
                    URLDecoder.decode(name, StandardCharsets.UTF_8),
                    URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
    }

    private static String joined(SequencedMap<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Form encoding, except for the space: some gateways do not accept a plus sign for it. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }
}
