package dev.charla.app.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An OpenID Connect provider at which somebody is always signed in already: whoever is sent there
 * is sent back with a code. It can be told to cheat.
 */
final class OidcProvider implements AutoCloseable {
    static final String CLIENT = "charla-client";
    static final String SECRET = "a-secret-of-the-provider";

    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey otherKey;
    private final Map<String, String> nonces = new ConcurrentHashMap<>();
    private final AtomicInteger codes = new AtomicInteger();

    /** Who signs in next. */
    volatile String subject = "ana";

    volatile String email = "ana@example.org";

    /** Whether the next token says that it has. */
    volatile boolean verified = true;

    /** The audience of the next token. */
    volatile String audience = CLIENT;

    /** Whether the next token is signed with a key that is not published. */
    volatile boolean forges;

    /** Whether the next token holds another nonce than was asked for. */
    volatile boolean replays;

    OidcProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("right").generate();
            otherKey = new RSAKeyGenerator(2048).keyID("right").generate();
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException | JOSEException e) {
            throw new AssertionError(e);
        }
        server.createContext("/.well-known/openid-configuration", this::configuration);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/keys", exchange -> send(exchange, 200, keys()));
        server.createContext("/userinfo", exchange -> send(exchange, 401, "{}"));
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void configuration(HttpExchange exchange) throws IOException {
        send(
                exchange,
                200,
                """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize",
                 "token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                 "end_session_endpoint":"%1$s/logout",
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"],
                 "scopes_supported":["openid","profile","email"]}
                """
                        .formatted(issuer()));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        var query = parameters(exchange.getRequestURI().getRawQuery());
        var code = "code-" + codes.incrementAndGet();
        nonces.put(code, query.getOrDefault("nonce", ""));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        query.get("redirect_uri")
                                + "?code="
                                + code
                                + "&state="
                                + query.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        var form =
                parameters(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var nonce = nonces.remove(form.getOrDefault("code", ""));
        if (nonce == null) {
            send(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        send(
                exchange,
                200,
                """
                {"access_token":"opaque","token_type":"Bearer","expires_in":300,"id_token":"%s"}
                """
                        .formatted(idToken(replays ? "another" : nonce)));
    }

    private String idToken(String nonce) {
        var now = Clock.systemUTC().instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject(subject)
                        .audience(audience)
                        .claim("email", email)
                        .claim("email_verified", verified)
                        .claim("nonce", nonce)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .build();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("right").build(), claims);
        try {
            token.sign(new RSASSASigner(forges ? otherKey : key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    private String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        for (var pair : query.split("&")) {
            var parts = pair.split("=", 2);
            parameters.put(
                    parts[0],
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var utf8 = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, utf8.length);
        exchange.getResponseBody().write(utf8);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
