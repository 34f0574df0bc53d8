package dev.charla.wire;

import dev.charla.loop.Ticker;
import java.time.Duration;
import java.util.Optional;

/**
 * How often a secret may be guessed, by network and in all. A guess is taken before anybody looks
 * at it, and comes back when it was right: what is only counted afterwards, many requests at once
 * get past.
 *
 * <p>Nobody can keep others out. When guesses from many networks have used up those of all, each
 * network still has a few of its own: whoever did not guess wrong gets in, and every further
 * network gains an attacker only those few. Any thread.
 */
public final class Guesses {
    /** A class mistypes; a machine that guesses gets 120 an hour and network. */
    static final int OF_A_NETWORK = 20;

    /** Fifteen networks that guess; twelve characters withstand as many guesses for years. */
    static final int OF_ALL = 300;

    /** While those of all are used up. A person mistypes twice. */
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

    /** A guess that was let through. It counts as wrong unless it is said to be right. */
    public static final class Guess {
        private final Runnable givenBack;

        private Guess(Runnable givenBack) {
            this.givenBack = givenBack;
        }

        /** To be called once at most. */
        public void wasRight() {
            givenBack.run();
        }
    }

    /**
     * Takes one.
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

    /** How long a network that has none left waits for the next. */
    public Duration untilNext() {
        return ofAll.has("") ? ofNetwork.eachTakes() : inAnAttack.eachTakes();
    }
}
