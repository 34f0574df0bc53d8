package dev.charla.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MiniLmSentenceModelTest {
    @Test
    void sentencesOfLikeMeaningAreNearerThanOthers() throws Exception {
        try (var model = MiniLmSentenceModel.load()) {
            float[] clock = model.vector("what time is it");
            float[] hour = model.vector("could you tell me the hour, please?");
            float[] soup = model.vector("the soup needs a bit more salt");

            assertThat(dot(clock, clock)).isCloseTo(1, within(1e-4));
            assertThat(dot(clock, hour)).isGreaterThan(0.5);
            assertThat(dot(clock, soup)).isLessThan(0.25);
        }
    }

    @Test
    void anEmptyAndAnEndlessSentenceHaveAVectorToo() throws Exception {
        try (var model = MiniLmSentenceModel.load()) {
            assertThat(model.vector("")).hasSize(384);
            assertThat(model.vector("word ".repeat(10_000))).hasSize(384);
        }
    }

    @Test
    void aWordIsCutIntoTheLongestPiecesThereAre() {
        var pieces =
                new WordPieces(
                        Map.of(
                                "[CLS]", 1, "[SEP]", 2, "[UNK]", 3, "play", 4, "##ing", 5, "##s", 6,
                                "cafe", 7, "?", 8));

        assertThat(pieces.of("Playing Café plays?")).containsExactly(1, 4, 5, 7, 4, 6, 8, 2);
        assertThat(pieces.of("xyz playx")).containsExactly(1, 3, 3, 2);
        assertThat(pieces.of("play ".repeat(1000))).hasSize(WordPieces.MOST);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
