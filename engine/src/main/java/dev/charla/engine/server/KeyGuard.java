package dev.charla.engine.server;

import dev.charla.wire.ClientNetwork;
import dev.charla.wire.Guesses;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps keys from being guessed. Any thread. */
public final class KeyGuard {
    private final EngineKeys keys;
    private final Guesses guesses;

    public KeyGuard(EngineKeys keys, Guesses guesses) {
        this.keys = keys;
        this.guesses = guesses;
    }

    /**
     * Takes a guess before the key is looked at. Nobody guesses this process's own key, and its
     * conversations must not wait for those who try. Whoever sends no key is let through: the
     * {@link Reception} knows whether one is needed.
     *
     * @param remote where the client is; null: not known
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
