package dev.charla.app.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.server.ServerAuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what a sign-in was begun with in the browser that began it, encrypted, for ten minutes.
 * Anybody may begin one as often as they like, so this server keeps nothing of it. The key is made
 * of the client's secret: any replica can finish what another began.
 */
final class SignInCookie
        implements ServerAuthorizationRequestRepository<OAuth2AuthorizationRequest> {
    static final String NAME = "charla-sign-in";

    /** Long enough for a second factor that has to be fetched from another room. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final String CIPHER = "AES/GCM/NoPadding";

    /** What GCM takes without a detour, and the length of its tag (NIST SP 800-38D). */
    private static final int IV_BYTES = 12;

    private static final int TAG_BITS = 128;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ClientRegistration registration;
    private final SecretKeySpec key;
    private final InstantSource clock;

    private record Begun(
            long untilSeconds,
            String state,
            String redirectUri,
            @Nullable String nonce,
            @Nullable String verifier) {}

    SignInCookie(ClientRegistration registration, InstantSource clock) {
        this.registration = registration;
        this.key = key(registration.getClientSecret());
        this.clock = clock;
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> loadAuthorizationRequest(ServerWebExchange exchange) {
        return Mono.fromSupplier(() -> begun(exchange)).mapNotNull(this::request);
    }

    @Override
    public Mono<Void> saveAuthorizationRequest(
            @Nullable OAuth2AuthorizationRequest request, ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> {
            if (request == null) {
                set(exchange, "", Duration.ZERO);
            } else {
                set(exchange, sealed(of(request)), LIFE);
            }
        });
    }

    @Override
    public Mono<OAuth2AuthorizationRequest> removeAuthorizationRequest(ServerWebExchange exchange) {
        return loadAuthorizationRequest(exchange).doOnNext(_ -> set(exchange, "", Duration.ZERO));
    }

    private Begun of(OAuth2AuthorizationRequest request) {
        return new Begun(
                clock.instant().plus(LIFE).getEpochSecond(),
                Objects.requireNonNull(request.getState()),
                Objects.requireNonNull(request.getRedirectUri()),
                request.getAttribute(OidcParameterNames.NONCE),
                request.getAttribute(PkceParameterNames.CODE_VERIFIER));
    }

    private @Nullable OAuth2AuthorizationRequest request(Begun begun) {
        String provider = registration.getProviderDetails().getAuthorizationUri();
        if (provider == null || begun.untilSeconds() <= clock.instant().getEpochSecond()) {
            return null;
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(OAuth2ParameterNames.REGISTRATION_ID, registration.getRegistrationId());
        if (begun.nonce() != null) {
            attributes.put(OidcParameterNames.NONCE, begun.nonce());
        }
        if (begun.verifier() != null) {
            attributes.put(PkceParameterNames.CODE_VERIFIER, begun.verifier());
        }
        return OAuth2AuthorizationRequest.authorizationCode()
                .clientId(registration.getClientId())
                .authorizationUri(provider)
                .redirectUri(begun.redirectUri())
                .scopes(registration.getScopes())
                .state(begun.state())
                .attributes(attributes)
                .build();
    }

    private @Nullable Begun begun(ServerWebExchange exchange) {
        HttpCookie cookie = exchange.getRequest().getCookies().getFirst(NAME);
        return cookie == null ? null : opened(cookie.getValue());
    }

    private String sealed(Begun begun) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv));
            byte[] secret = cipher.doFinal(JSON.writeValueAsBytes(begun));
            byte[] all = Arrays.copyOf(iv, IV_BYTES + secret.length);
            System.arraycopy(secret, 0, all, IV_BYTES, secret.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES with GCM", e);
        }
    }

    /** Null for anything that this server, or a replica of it, did not make. */
    private @Nullable Begun opened(String cookie) {
        try {
            byte[] all = Base64.getUrlDecoder().decode(cookie);
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    key,
                    new GCMParameterSpec(TAG_BITS, all, 0, Math.min(IV_BYTES, all.length)));
            int secret = Math.max(0, all.length - IV_BYTES);
            return JSON.readValue(cipher.doFinal(all, all.length - secret, secret), Begun.class);
        } catch (GeneralSecurityException | IllegalArgumentException | JacksonException foreign) {
            return null;
        }
    }

    private static void set(ServerWebExchange exchange, String value, Duration age) {
        exchange.getResponse()
                .addCookie(
                        ResponseCookie.from(NAME, value)
                                .path("/")
                                .maxAge(age)
                                .httpOnly(true)
                                .secure("https".equals(exchange.getRequest().getURI().getScheme()))
                                // Lax: the provider sends the browser back from its own site.
                                .sameSite("Lax")
                                .build());
    }

    private static SecretKeySpec key(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] derived = mac.doFinal("charla sign-in".getBytes(StandardCharsets.UTF_8));
            return new SecretKeySpec(derived, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC with SHA-256", e);
        }
    }
}
