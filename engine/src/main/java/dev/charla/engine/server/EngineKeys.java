package dev.charla.engine.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The API keys of the engine. Any thread. */
public final class EngineKeys {
    /** Minimum length of a key: 64 bits in hexadecimal digits. */
    public static final int SHORTEST = 16;

    /** Where OpenAI's client puts the key in a browser, which cannot set headers. */
    private static final String KEY_IN_SUB_PROTOCOL = "openai-insecure-api-key.";

    private final String own;
    private final @Nullable String configured;
    private final boolean open;

    /**
     * @param configured the key that clients must send; null or blank: none is required
     * @param othersReachIt whether other machines can reach the engine: without a configured key
     *     they are then refused
     */
    public EngineKeys(@Nullable String configured, boolean othersReachIt) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        this.own = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        this.configured = configured == null || configured.isBlank() ? null : configured;
        this.open = this.configured == null && !othersReachIt;
    }

    /** Whether the key is too easy to guess. */
    public static boolean isTooShort(@Nullable String key) {
        return key != null && !key.isBlank() && key.length() < SHORTEST;
    }

    /** The key that this process uses for its own engine; generated at each start. */
    public String own() {
        return own;
    }

    /** Whether the client is this process itself. */
    public boolean isOwn(ClientRequest request) {
        String sent = request.header("api-key");
        return sent != null && same(sent, own);
    }

    /** Whether the client sends any key, right or wrong. */
    public boolean isSent(ClientRequest request) {
        return request.header("api-key") != null
                || request.query("api-key") != null
                || request.header(HttpHeaderNames.AUTHORIZATION) != null
                || request.query("Authorization", "authorization") != null
                || request.offered().stream()
                        .anyMatch(offer -> offer.startsWith(KEY_IN_SUB_PROTOCOL));
    }

    /** All the places where real clients put a key or a token; at most one in each. */
    public boolean allows(ClientRequest request) {
        if (open) {
            return true;
        }
        return matches(request.header("api-key"))
                || matches(request.query("api-key"))
                || matches(bearer(request.header(HttpHeaderNames.AUTHORIZATION)))
                || matches(bearer(request.query("Authorization")))
                || matches(bearer(request.query("authorization")))
                || request.offered().stream()
                        .filter(offer -> offer.startsWith(KEY_IN_SUB_PROTOCOL))
                        .limit(1)
                        .anyMatch(offer -> matches(offer.substring(KEY_IN_SUB_PROTOCOL.length())));
    }

    private boolean matches(@Nullable String sent) {
        return sent != null && (same(sent, own) || (configured != null && same(sent, configured)));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String bearer(@Nullable String value) {
        return value != null && value.regionMatches(true, 0, "Bearer ", 0, 7)
                ? value.substring(7)
                : null;
    }
}
