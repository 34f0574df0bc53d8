package dev.charla.engine.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StableWordsTest {
    private final StableWords words = new StableWords();

    @Test
    void aWordIsToldOnceTwoHypothesesAgree() {
        assertThat(words.add("what")).isEmpty();
        assertThat(words.add("what time")).isEqualTo("what");
        assertThat(words.add("what time is")).isEqualTo(" time");
        assertThat(words.add("what time is it")).isEqualTo(" is");
    }

    @Test
    void aWordThatWasTakenBackIsNeverTold() {
        words.add("watt");
        assertThat(words.add("what time")).isEmpty();
        assertThat(words.add("what time")).isEqualTo("what time");
    }

    @Test
    void whenTheRecogniserGoesBackOnWhatWasToldNothingIsAdded() {
        words.add("what time");
        assertThat(words.add("what time")).isEqualTo("what time");
        assertThat(words.add("spell dime now")).isEmpty();
        assertThat(words.add("spell dime now")).isEmpty();
    }

    @Test
    void nothingIsToldOfNothing() {
        assertThat(words.add("")).isEmpty();
        assertThat(words.add("  ")).isEmpty();
    }
}
