package dev.charla.speech.moonshine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpeechSpanTest {
    private static final int RATE = 16_000;

    private static float[] tone(int before, int tone, int after, double loudness, double noise) {
        var random = new Random(4);
        float[] samples = new float[before + tone + after];
        for (int i = 0; i < samples.length; i++) {
            boolean sounds = i >= before && i < before + tone;
            samples[i] =
                    (float)
                            ((sounds ? loudness * Math.sin(i * 0.1) : 0)
                                    + noise * random.nextGaussian());
        }
        return samples;
    }

    @Test
    void speechIsFoundInSilence() {
        SpeechSpan span = SpeechSpan.of(tone(RATE / 2, RATE, RATE, 0.1, 0));

        assertThat(span.from()).isCloseTo(RATE / 2, Offset.offset(640));
        assertThat(span.to()).isCloseTo(RATE * 3 / 2, Offset.offset(640));
    }

    @Test
    void speechIsFoundInNoise() {
        SpeechSpan span = SpeechSpan.of(tone(RATE / 2, RATE, RATE, 0.1, 0.02));

        assertThat(span.from()).isCloseTo(RATE / 2, Offset.offset(640));
        assertThat(span.to()).isCloseTo(RATE * 3 / 2, Offset.offset(640));
    }

    @Test
    void silenceHasNone() {
        assertThat(SpeechSpan.of(new float[RATE]).length()).isZero();
        assertThat(SpeechSpan.of(new float[0]).length()).isZero();
    }

    @Test
    void steadySoundIsSpeechAllOver() {
        assertThat(SpeechSpan.of(tone(0, RATE, 0, 0.1, 0)).length()).isEqualTo(RATE);
    }

    @Test
    void longAudioIsCutWhereItIsQuietest() {
        float[] audio = tone(0, 10 * RATE, 0, 0.1, 0);
        for (int i = 6 * RATE; i < 6 * RATE + RATE / 2; i++) {
            audio[i] = 0;
        }

        assertThat(SpeechSpan.quietest(audio, 4 * RATE, 9 * RATE))
                .isBetween(6 * RATE, 6 * RATE + RATE / 2);
    }
}
