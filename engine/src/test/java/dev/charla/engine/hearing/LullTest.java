package dev.charla.engine.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.hearing.Lull.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LullTest {
    private final Lull lull = new Lull();

    /** Frames of 20 ms: {@code s} is speech. */
    private List<Change> changes(String frames) {
        List<Change> told = new ArrayList<>();
        frames.chars()
                .mapToObj(frame -> lull.accept(frame == 's'))
                .filter(change -> change != Change.NONE)
                .forEach(told::add);
        return told;
    }

    @Test
    void aPauseBeginsAfterTwoHundredMilliseconds() {
        assertThat(changes("ss.........")).isEmpty();
        assertThat(changes(".")).containsExactly(Change.BEGINS);
        assertThat(changes("..........")).isEmpty();
    }

    @Test
    void aFewOddFramesDoNotEndIt() {
        changes("..........");

        assertThat(changes("s....s....s...")).isEmpty();
        assertThat(changes("s")).containsExactly(Change.ENDS);
    }

    @Test
    void theNextPauseIsTold() {
        assertThat(changes("..........ssss..........."))
                .containsExactly(Change.BEGINS, Change.ENDS, Change.BEGINS);
    }
}
