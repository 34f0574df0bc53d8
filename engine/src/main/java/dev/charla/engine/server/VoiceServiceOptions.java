package dev.charla.engine.server;

import dev.charla.engine.EngineOptions;
import dev.charla.engine.EngineParts;
import dev.charla.engine.script.Script;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link VoiceService} is started. Immutable; made by {@link #of} or {@link #scripted}, and
 * changed by the other methods, each of which gives a copy.
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

    /** A service that hears, thinks and speaks with these parts, at a free port of loopback. */
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
     * A service that hears and answers as a script says, at a free port of loopback. Nothing is
     * loaded for it, so that it is ready at once.
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

    /** The script, with these parts for what it leaves to the engine. */
    public VoiceServiceOptions parts(EngineParts ofTheEngine) {
        return new VoiceServiceOptions(
                host, port, key, allowedOrigins, limits, ofTheEngine, script);
    }

    /**
     * Listens there.
     *
     * @param name name or address of this machine; one that others can reach needs a {@link #key}
     */
    public VoiceServiceOptions host(String name) {
        return new VoiceServiceOptions(name, port, key, allowedOrigins, limits, parts, script);
    }

    /**
     * Listens there.
     *
     * @param number 0 takes a port that is free
     */
    public VoiceServiceOptions port(int number) {
        return new VoiceServiceOptions(host, number, key, allowedOrigins, limits, parts, script);
    }

    /**
     * What clients must send, as {@code api-key} or in the other places where clients of the
     * service put a key.
     *
     * @param secret at least {@value EngineKeys#SHORTEST} characters; blank: none is asked for
     */
    public VoiceServiceOptions key(String secret) {
        return new VoiceServiceOptions(host, port, secret, allowedOrigins, limits, parts, script);
    }

    /**
     * Sites whose pages may connect from a browser; none is the default.
     *
     * @param origins such as {@code https://www.example.org}
     */
    public VoiceServiceOptions allowedOrigins(List<String> origins) {
        return new VoiceServiceOptions(
                host, port, key, List.copyOf(origins), limits, parts, script);
    }

    /** How many sessions there may be, and how long. */
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

    /** The engine's own parts. */
    EngineParts parts() {
        if (parts == null) {
            throw new IllegalArgumentException(
                    "the script leaves its hearing, its answers or its voice to the engine: "
                            + "give the engine's parts too, or have the script say them");
        }
        return parts;
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "VoiceServiceOptions[host=%s, port=%d]".formatted(host, port);
    }
}
