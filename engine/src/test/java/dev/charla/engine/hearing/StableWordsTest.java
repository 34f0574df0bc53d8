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
    void fullStopsWhereTheAudioEndsAreNotTold() {
        words.add("What.");
        assertThat(words.add("What time.")).isEqualTo("What");
        assertThat(words.add("What time is.")).isEqualTo(" time");
        assertThat(words.add("What time is.")).isEqualTo(" is");
    }

    @Test
    void nothingIsToldOfNothing() {
        assertThat(words.add("")).isEmpty();
        assertThat(words.add("  ")).isEmpty();
    }
}
