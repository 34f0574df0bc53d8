package dev.charla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private long nanos;
    private final Guesses guesses = new Guesses(() -> nanos);

    @Test
    void aGuessIsTakenBeforeAnybodyKnowsWhetherItIsRight() {
        int taken = 0;
        for (int i = 0; i < 440; i++) {
            taken += guesses.take("here").isPresent() ? 1 : 0;
        }

        assertThat(taken).isEqualTo(Guesses.OF_A_NETWORK);
    }

    @Test
    void aRightOneComesBack() {
        for (int i = 0; i < 500; i++) {
            Optional<Guesses.Guess> guess = guesses.take("class");
            assertThat(guess).isPresent();
            guess.get().wasRight();
        }
    }

    @Test
    void oneNetworkCannotUseUpThoseOfOthers() {
        for (int i = 0; i < 1_000; i++) {
            guesses.take("there");
        }

        assertThat(guesses.take("there")).isEmpty();
        for (int i = 0; i < 19; i++) {
            assertThat(guesses.take("elsewhere " + i)).isPresent();
        }
    }

    @Test
    void manyNetworksCannotKeepOthersOutAndGainLittle() {
        int ofAttackers = 0;
        for (int network = 0; network < 200; network++) {
            for (int i = 0; i < 30; i++) {
                ofAttackers += guesses.take("attacker " + network).isPresent() ? 1 : 0;
            }
        }

        // Fifteen networks had all of theirs, and the others the few of an attack.
        assertThat(ofAttackers).isEqualTo(Guesses.OF_ALL + (200 - 15) * Guesses.IN_AN_ATTACK);
        Optional<Guesses.Guess> honest = guesses.take("honest");
        assertThat(honest).isPresent();
        honest.get().wasRight();
        assertThat(guesses.take("honest")).isPresent();
    }

    @Test
    void theyComeBackWithTime() {
        for (int i = 0; i < 30; i++) {
            guesses.take("here");
        }
        assertThat(guesses.take("here")).isEmpty();

        nanos += Duration.ofSeconds(30).toNanos();

        assertThat(guesses.untilNext()).isEqualTo(Duration.ofSeconds(30));
        assertThat(guesses.take("here")).isPresent();
        assertThat(guesses.take("here")).isEmpty();
    }
}
