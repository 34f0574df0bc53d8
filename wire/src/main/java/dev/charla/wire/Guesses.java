package dev.charla.wire;

import dev.charla.loop.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * Rate limit for guesses of a secret, per network and in total. A guess is counted before the
 * secret is checked, and returned if it was right: if it were counted only afterwards, many
 * simultaneous requests would evade the limit.
 *
 * <p>Nobody can lock others out. When guesses from many networks have used up the total, each
 * network still has a few of its own. So a user on a network without wrong guesses still gets in,
 * and an attacker gains only those few with each further network. Any thread.
 */
public final class Guesses {
    /** Enough for a class that mistypes; a machine that guesses gets 120 an hour per network. */
    static final int OF_A_NETWORK = 20;

    /**
     * Fifteen networks at their limit; a secret of twelve characters withstands that rate for
     * years.
     */
    static final int OF_ALL = 300;

    /** Guesses per network while the total is used up; a person mistypes about twice. */
    static final int IN_AN_ATTACK = 3;

    private static final Duration IN = Duration.ofMinutes(10);

    private final Rate ofNetwork;
    private final Rate ofAll;
    private final Rate inAnAttack;

    public Guesses(Ticker ticker) {
        this.ofNetwork = new Rate(OF_A_NETWORK, IN, ticker);
        this.ofAll = new Rate(OF_ALL, IN, ticker);
        this.inAnAttack = new Rate(IN_AN_ATTACK, IN, ticker);
    }

    /** An admitted guess. It counts as wrong unless it is reported as right. */
    public static final class Guess {
        private final Runnable givenBack;

        private Guess(Runnable givenBack) {
            this.givenBack = givenBack;
        }

        /** Call this at most once. */
        public void wasRight() {
            givenBack.run();
        }
    }

    /**
     * Counts a guess.
     *
     * @return empty when the network has none left
     */
    public Optional<Guess> take(String network) {
        if (!ofNetwork.take(network)) {
            return Optional.empty();
        }
        Rate shared = ofAll.take("") ? ofAll : inAnAttack;
        String key = shared == ofAll ? "" : network;
        if (shared == inAnAttack && !inAnAttack.take(network)) {
            ofNetwork.giveBack(network); // it was not made
            return Optional.empty();
        }
        return Optional.of(
                new Guess(() -> {
                    ofNetwork.giveBack(network);
                    shared.giveBack(key);
                }));
    }

    /** How long a network without guesses must wait for the next one. */
    public Duration untilNext() {
        return ofAll.has("") ? ofNetwork.eachTakes() : inAnAttack.eachTakes();
    }
}
