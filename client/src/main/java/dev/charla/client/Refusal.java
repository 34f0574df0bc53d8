package dev.charla.client;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Interprets a response of the service other than 101 to an upgrade request. */
final class Refusal {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** A longer Retry-After is considered a mistake; the service's quotas renew every minute. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private Refusal() {}

    /**
     * The meaning of the response.
     *
     * @param credential the kind of credential that was sent: a key and a token are refused for
     *     different reasons
     */
    static ServiceClosed read(HttpResponse response, ByteBuf body, ServiceCredential credential) {
        int status = response.status().code();
        var error = error(body);
        var message = error.path("message").asString("");
        var words = (error.path("code").asString("") + " " + message).toLowerCase(Locale.ROOT);
        return ServiceClosed.refused(
                cause(status, words, credential), status, message, retryAfter(response.headers()));
    }

    /** The error of a body shaped like {@code {"error":{"code":…,"message":…}}}; else nothing. */
    private static JsonNode error(ByteBuf body) {
        try {
            var tree = JSON.readTree(body.toString(StandardCharsets.UTF_8));
            return tree == null ? MissingNode.getInstance() : tree.path("error");
        } catch (JacksonException notJson) {
            return MissingNode.getInstance(); // a proxy's page; its status says all we can use
        }
    }

    /**
     * The texts are Azure's own and not part of its contract. If none matches, the status decides.
     */
    private static CloseCause cause(int status, String words, ServiceCredential credential) {
        return switch (status) {
            case 400, 422 -> ofRequest(words, CloseCause.REFUSED_REQUEST);
            case 401 -> ofIdentity(words, unauthorized(credential));
            case 403 -> ofIdentity(words, CloseCause.REFUSED_FORBIDDEN);
            case 404 -> ofRequest(words, CloseCause.REFUSED_NOT_FOUND);
            case 429 -> CloseCause.REFUSED_TOO_MANY;
            case 408, 500, 502, 503, 504 -> CloseCause.REFUSED_UNAVAILABLE;
            default -> CloseCause.REFUSED_OTHER;
        };
    }

    private static CloseCause unauthorized(ServiceCredential credential) {
        return credential instanceof ServiceCredential.EntraToken
                ? CloseCause.REFUSED_TOKEN
                : CloseCause.REFUSED_CREDENTIAL;
    }

    private static CloseCause ofIdentity(String words, CloseCause otherwise) {
        if (anyOf(words, "authenticationtypedisabled", "key based authentication is disabled")) {
            return CloseCause.REFUSED_KEY_OFF;
        }
        if (anyOf(words, "virtual network", "firewall", "public access is disabled")) {
            return CloseCause.REFUSED_NETWORK;
        }
        if (anyOf(words, "permissiondenied", "lacks the required", "principal does not have")) {
            return CloseCause.REFUSED_ROLE;
        }
        return ofToken(words, otherwise);
    }

    private static CloseCause ofToken(String words, CloseCause otherwise) {
        if (words.contains("tenant")) {
            return CloseCause.REFUSED_TENANT;
        }
        return anyOf(words, "subdomain", "sub domain") ? CloseCause.REFUSED_SUBDOMAIN : otherwise;
    }

    private static CloseCause ofRequest(String words, CloseCause otherwise) {
        if (anyOf(words, "api version", "api-version", "apiversion")) {
            return CloseCause.REFUSED_VERSION;
        }
        if (anyOf(words, "deployment", "model")) {
            return CloseCause.REFUSED_MODEL;
        }
        return ofToken(words, otherwise);
    }

    private static boolean anyOf(String words, String... sought) {
        return Arrays.stream(sought).anyMatch(words::contains);
    }

    /**
     * Azure's headers in milliseconds first, then the standard one in seconds; dates are not
     * supported.
     */
    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        for (var name : new String[] {"retry-after-ms", "x-ms-retry-after-ms"}) {
            var wait = bounded(headers.get(name), 1);
            if (wait != null) {
                return wait;
            }
        }
        return bounded(headers.get(HttpHeaderNames.RETRY_AFTER), 1000);
    }

    private static @Nullable Duration bounded(@Nullable String text, long unitMillis) {
        if (text == null || !text.strip().matches("\\d{1,9}")) {
            return null;
        }
        var wait = Duration.ofMillis(Long.parseLong(text.strip()) * unitMillis);
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
