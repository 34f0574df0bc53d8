package dev.charla.engine.server;

import dev.charla.engine.EngineOptions;
import dev.charla.engine.EngineParts;
import dev.charla.engine.script.Script;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Options of a {@link VoiceService}. Immutable; created by {@link #of} or {@link #scripted}; each
 * of the other methods returns a changed copy.
 */
public final class VoiceServiceOptions {
    private final String host;
    private final int port;
    private final @Nullable String key;
    private final List<String> allowedOrigins;
    private final EngineOptions limits;
    private final @Nullable EngineParts parts;
    private final @Nullable Script script;

    private VoiceServiceOptions(
            String host,
            int port,
            @Nullable String key,
            List<String> allowedOrigins,
            EngineOptions limits,
            @Nullable EngineParts parts,
            @Nullable Script script) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535; 0 takes one that is free");
        }
        this.host = host;
        this.port = port;
        this.key = key;
        this.allowedOrigins = allowedOrigins;
        this.limits = limits;
        this.parts = parts;
        this.script = script;
    }

    /** A service with these parts, on a free loopback port. */
    public static VoiceServiceOptions of(EngineParts parts) {
        return new VoiceServiceOptions(
                "127.0.0.1",
                0,
                null,
                List.of(),
                EngineOptions.DEFAULT,
                Objects.requireNonNull(parts),
                null);
    }

    /**
     * A service that recognises and answers as a script says, on a free loopback port. It loads
     * nothing, so it is ready at once.
     */
    public static VoiceServiceOptions scripted(Script script) {
        return new VoiceServiceOptions(
                "127.0.0.1",
                0,
                null,
                List.of(),
                EngineOptions.DEFAULT,
                null,
                Objects.requireNonNull(script));
    }

    /** A scripted service, with these parts for what the script leaves to the engine. */
    public VoiceServiceOptions parts(EngineParts ofTheEngine) {
        return new VoiceServiceOptions(
                host, port, key, allowedOrigins, limits, ofTheEngine, script);
    }

    /**
     * Sets the address to listen on.
     *
     * @param name name or address of this machine; if others can reach it, a {@link #key} is
     *     required
     */
    public VoiceServiceOptions host(String name) {
        return new VoiceServiceOptions(name, port, key, allowedOrigins, limits, parts, script);
    }

    /**
     * Sets the port.
     *
     * @param number 0 for a free port
     */
    public VoiceServiceOptions port(int number) {
        return new VoiceServiceOptions(host, number, key, allowedOrigins, limits, parts, script);
    }

    /**
     * Sets the API key that clients must send, as {@code api-key} or in another place that Azure
     * accepts.
     *
     * @param secret at least {@value EngineKeys#SHORTEST} characters; blank: none is required
     */
    public VoiceServiceOptions key(String secret) {
        return new VoiceServiceOptions(host, port, secret, allowedOrigins, limits, parts, script);
    }

    /**
     * Sets the sites whose pages may connect from a browser; default none.
     *
     * @param origins such as {@code https://www.example.org}
     */
    public VoiceServiceOptions allowedOrigins(List<String> origins) {
        return new VoiceServiceOptions(
                host, port, key, List.copyOf(origins), limits, parts, script);
    }

    /** Sets number and duration of sessions. */
    public VoiceServiceOptions limits(EngineOptions ofTheEngine) {
        return new VoiceServiceOptions(host, port, key, allowedOrigins, ofTheEngine, parts, script);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    @Nullable String key() {
        return key;
    }

    List<String> allowedOrigins() {
        return allowedOrigins;
    }

    EngineOptions limits() {
        return limits;
    }

    @Nullable Script script() {
        return script;
    }

    /** The engine's parts. */
    EngineParts parts() {
        if (parts == null) {
            throw new IllegalArgumentException(
                    "the script leaves its hearing, its answers or its voice to the engine: "
                            + "give the engine's parts too, or have the script say them");
        }
        return parts;
    }

    /** Omits the key. */
    @Override
    public String toString() {
        return "VoiceServiceOptions[host=%s, port=%d]".formatted(host, port);
    }
}
