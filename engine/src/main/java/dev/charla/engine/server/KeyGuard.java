package dev.charla.engine.server;

import dev.charla.wire.ClientNetwork;
import dev.charla.wire.Guesses;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rate limit for guesses of keys. Any thread. */
public final class KeyGuard {
    private final EngineKeys keys;
    private final Guesses guesses;

    public KeyGuard(EngineKeys keys, Guesses guesses) {
        this.keys = keys;
        this.guesses = guesses;
    }

    /**
     * Counts a guess before the key is checked. This process's own key is exempt, because nobody
     * guesses it and its conversations must not suffer from an attack. Clients without a key pass:
     * {@link Reception} decides whether one is required.
     *
     * @param remote the client's address; null: not known
     * @throws ConnectionRefusedException if its network has no guesses left
     */
    public void check(ClientRequest client, @Nullable InetSocketAddress remote)
            throws ConnectionRefusedException {
        if (keys.isOwn(client) || !keys.isSent(client)) {
            return;
        }
        Optional<Guesses.Guess> guess = guesses.take(ClientNetwork.of(remote));
        if (guess.isEmpty()) {
            throw new ConnectionRefusedException(
                    429,
                    "Too many wrong keys came from this network. Try again in a few minutes.",
                    guesses.untilNext());
        }
        if (keys.allows(client)) {
            guess.get().wasRight();
        }
    }
}
