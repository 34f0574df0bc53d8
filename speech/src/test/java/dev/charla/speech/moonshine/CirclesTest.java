package dev.charla.speech.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CirclesTest {
    @Test
    void threeRoundsOfARowAreCutToOne() {
        List<Integer> tokens = new ArrayList<>(List.of(9, 8));
        for (int i = 0; i < 3; i++) {
            tokens.addAll(List.of(1, 2, 3, 4, 5));
        }

        assertThat(Circles.superfluous(tokens)).isEqualTo(10);
    }

    @Test
    void aWordSaidAFewTimesIsNoCircle() {
        assertThat(Circles.superfluous(List.of(7, 5, 5, 5, 5))).isZero();
        assertThat(Circles.superfluous(Collections.nCopies(12, 5))).isEqualTo(11);
    }

    @Test
    void twoRoundsAreNoCircle() {
        assertThat(Circles.superfluous(List.of(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7))).isZero();
    }
}
