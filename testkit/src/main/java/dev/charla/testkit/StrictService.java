package dev.charla.testkit;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A Voice Live service that is as strict as Azure's about access and about what it is told: it
 * knows one key or some tokens, some models and some versions, has a quota, ends sessions, and
 * gives reasons in Azure's words. An admitted client talks with a {@link Script}, by {@link
 * WireRules}. The rules of access and the script can be changed at any time, from any thread, and
 * apply to the next connection.
 */
public final class StrictService implements AutoCloseable {
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private volatile Script script;
    private final FaultService service;
    private volatile String key;
    private volatile Set<String> tokens = Set.of();
    private volatile boolean roleMissing;
    private volatile boolean rolePending;
    private volatile boolean otherTenant;
    private volatile Set<String> models = Set.of();
    private volatile Set<String> versions = Set.of("2025-10-01", "2026-04-10", "2026-07-15");
    private volatile boolean keysOff;
    private volatile boolean quotaUsedUp;
    private volatile Duration retryAfter = Duration.ofSeconds(20);
    private volatile Duration life = Duration.ofMinutes(60);

    private StrictService(Script script, String key) {
        this.script = script;
        this.key = key;
        this.service = FaultService.start(this::serve);
    }

    /** A service that knows this key, and any model until it is told which. */
    public static StrictService start(Script script, String key) {
        return new StrictService(script, key);
    }

    /** Where clients connect to, without a path. */
    public URI endpoint() {
        return service.endpoint();
    }

    /** The connections so far, in order, with what they sent; those refused included. */
    public List<RawPeer> peers() {
        return service.peers();
    }

    /** What clients said that Azure would have refused, each with the reason, in order. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** What it hears and says from the next session on. */
    public StrictService script(Script value) {
        script = value;
        return this;
    }

    /** The only key it takes. */
    public StrictService key(String value) {
        key = value;
        return this;
    }

    /** The only tokens of Microsoft Entra ID that are still good. */
    public StrictService tokens(String... values) {
        tokens = Set.of(values);
        return this;
    }

    /** Whether the identity behind a good token has no role on the resource. */
    public StrictService roleMissing(boolean value) {
        roleMissing = value;
        return this;
    }

    /** Whether the identity behind a good token has its role only since a moment ago. */
    public StrictService rolePending(boolean value) {
        rolePending = value;
        return this;
    }

    /** Whether good tokens are of another tenant than the resource. */
    public StrictService otherTenant(boolean value) {
        otherTenant = value;
        return this;
    }

    /** The only models it has; none for any. */
    public StrictService models(String... names) {
        models = Set.of(names);
        return this;
    }

    /** The only versions it knows. */
    public StrictService versions(String... names) {
        versions = Set.of(names);
        return this;
    }

    /** Whether local authentication is switched off. */
    public StrictService keysOff(boolean value) {
        keysOff = value;
        return this;
    }

    /** Whether there are as many new connections as may be in a minute. */
    public StrictService quotaUsedUp(boolean value) {
        quotaUsedUp = value;
        return this;
    }

    /** How long to wait for more quota, told in whole seconds; 20 unless set. */
    public StrictService retryAfter(Duration value) {
        retryAfter = value;
        return this;
    }

    /** How long a session lasts, told in whole seconds as {@code expires_at}. */
    public StrictService life(Duration value) {
        life = value;
        return this;
    }

    /** Aborts all connections. */
    public void dropAll() throws IOException {
        for (var peer : service.peers()) {
            peer.reset();
        }
    }

    private void serve(RawPeer peer) throws IOException, InterruptedException {
        var query = peer.request().query();
        if (!peer.request().path().equals("/voice-live/realtime")) {
            refuse(peer, 404, "404", "Resource not found");
        } else if (knows(peer)) {
            admit(peer, query.getOrDefault("api-version", ""), query.getOrDefault("model", ""));
        }
    }

    /** Refuses whoever it does not know. */
    private boolean knows(RawPeer peer) throws IOException {
        var bearer = peer.request().header("Authorization").orElse("");
        return bearer.startsWith("Bearer ")
                ? knowsToken(peer, bearer.substring("Bearer ".length()))
                : knowsKey(peer);
    }

    private boolean knowsToken(RawPeer peer, String token) throws IOException {
        if (!tokens.contains(token)) {
            refuse(peer, 401, "Unauthorized", "Access token is missing, invalid, or expired.");
            return false;
        }
        if (otherTenant) {
            refuse(
                    peer,
                    400,
                    "BadRequest",
                    "Tenant provided in token does not match resource token");
            return false;
        }
        if (roleMissing) {
            refuse(
                    peer,
                    401,
                    "PermissionDenied",
                    "The principal lacks the required data action to perform this operation.");
            return false;
        }
        if (rolePending) {
            refuse(
                    peer,
                    403,
                    "PermissionDenied",
                    "Principal does not have access to API/Operation.");
            return false;
        }
        return true;
    }

    private boolean knowsKey(RawPeer peer) throws IOException {
        if (keysOff) {
            refuse(
                    peer,
                    403,
                    "AuthenticationTypeDisabled",
                    "Key based authentication is disabled for this resource.");
            return false;
        }
        if (!peer.request().header("api-key").orElse("").equals(key)) {
            refuse(
                    peer,
                    401,
                    "401",
                    "Access denied due to invalid subscription key or wrong API endpoint.");
            return false;
        }
        return true;
    }

    private void admit(RawPeer peer, String version, String model)
            throws IOException, InterruptedException {
        if (!versions.contains(version)) {
            refuse(peer, 400, "BadRequest", "API version not supported");
        } else if (!models.isEmpty() && !models.contains(model)) {
            refuse(peer, 400, "BadRequest", "The requested model is not supported in this region.");
        } else if (quotaUsedUp) {
            var seconds = retryAfter.toSeconds();
            peer.refuse(
                    429,
                    Map.of("Retry-After", String.valueOf(seconds)),
                    body(
                            "429",
                            "Requests have exceeded the rate limit. Retry after %d seconds."
                                    .formatted(seconds)));
        } else {
            var rules = WireRules.forClientFarAway();
            new ScriptedSession(script, peer, life, rules, violations::add).run();
        }
    }

    private static void refuse(RawPeer peer, int status, String code, String message)
            throws IOException {
        peer.refuse(status, Map.of(), body(code, message));
    }

    private static String body(String code, String message) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message);
    }

    /** Closes the port and every connection. Idempotent. */
    @Override
    public void close() {
        service.close();
    }
}
