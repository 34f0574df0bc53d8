package dev.charla.engine.response;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeardTextTest {
    private final HeardText answer = new HeardText();

    @Test
    void allOfItWasHeardWhenAllOfItsAudioWas() {
        answer.words("It is noon.");
        answer.audio(24_000);

        assertThat(answer.heard(24_000)).isEqualTo("It is noon.");
        assertThat(answer.heard(99_000)).isEqualTo("It is noon.");
    }

    @Test
    void nothingWasHeardOfSilence() {
        answer.words("It is noon.");
        answer.audio(24_000);

        assertThat(answer.heard(0)).isEmpty();
    }

    @Test
    void aSentenceThatWasHeardWholeStaysAndTheNextIsCutAtAWord() {
        answer.words("It is noon.");
        answer.audio(24_000);
        answer.words(" Time for a very long lunch.");
        answer.audio(48_000);

        assertThat(answer.heard(24_000)).isEqualTo("It is noon.");
        assertThat(answer.heard(48_000)).isEqualTo("It is noon. Time for a");
    }

    @Test
    void theWordThatWasCutIsNotHeard() {
        answer.words("Constantinople fell.");
        answer.audio(20_000);

        assertThat(answer.heard(10_000)).isEmpty();
        assertThat(answer.heard(15_000)).isEqualTo("Constantinople");
    }

    @Test
    void moreAudioNeverMeansFewerWords() {
        answer.words("One two three four.");
        answer.audio(10_000);
        answer.words(" Five six seven.");
        answer.audio(7_000);

        String before = "";
        for (long samples = 0; samples <= 18_000; samples += 100) {
            String heard = answer.heard(samples);
            assertThat(heard).startsWith(before);
            before = heard;
        }
    }
}
