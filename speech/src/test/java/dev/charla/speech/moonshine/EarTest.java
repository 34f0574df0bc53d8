package dev.charla.speech.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EarTest {
    private static final int SECOND = 16_000;

    private static short[] speech(int before, int length, int after) {
        short[] samples = new short[before + length + after];
        for (int i = before; i < before + length; i++) {
            samples[i] = (short) (8_000 * Math.sin(i * 0.1));
        }
        return samples;
    }

    private static Ear.Words hear(short[] samples, String text, double first, double mean)
            throws Exception {
        Ear ear = new Ear((_, _) -> new Transcript(text, first, mean), MoonshineLanguage.ENGLISH);
        return Objects.requireNonNull(ear.hear(samples, () -> false));
    }

    private static int given(short[] samples) throws Exception {
        AtomicInteger length = new AtomicInteger();
        Ear ear =
                new Ear(
                        (audio, _) -> {
                            length.set(audio.length);
                            return new Transcript("Yes.", 0, 0);
                        },
                        MoonshineLanguage.ENGLISH);
        ear.hear(samples, () -> false);
        return length.get();
    }

    @Test
    void aSingleWordIsHeardWithLittleSilenceAroundIt() throws Exception {
        assertThat(given(speech(SECOND, SECOND / 2, SECOND)))
                .isBetween(SECOND / 2, SECOND / 2 + SECOND / 3);
    }

    @Test
    void aSentenceIsHeardWithThePausesAroundIt() throws Exception {
        assertThat(given(speech(SECOND, 2 * SECOND, SECOND)))
                .isBetween(2 * SECOND + SECOND / 2, 3 * SECOND);
    }

    @Test
    void whatIsHardlySpeechIsNoWords() throws Exception {
        short[] word = speech(0, SECOND, 0);
        short[] sentence = speech(0, 2 * SECOND, 0);

        assertThat(hear(word, "You", -3.5, -1)).isEqualTo(Ear.Words.NONE);
        assertThat(hear(sentence, "You", -6.4, -3)).isEqualTo(Ear.Words.NONE);
        assertThat(hear(sentence, "66 plus 28.", -3.3, -0.4).text()).isEqualTo("66 plus 28.");
        assertThat(hear(word, "\u266a", 0, 0)).isEqualTo(Ear.Words.NONE);
        assertThat(hear(sentence, "...", 0, 0)).isEqualTo(Ear.Words.NONE);
    }

    @Test
    void aDoubtfulSentenceIsNotCertain() throws Exception {
        short[] sentence = speech(0, 2 * SECOND, 0);

        assertThat(hear(sentence, "It is late.", -0.1, -0.2).certain()).isTrue();
        assertThat(hear(sentence, "It is late.", -0.1, -0.6).certain()).isFalse();
        assertThat(hear(speech(0, SECOND, 0), "Late.", -0.1, -0.6).certain()).isTrue();
    }
}
