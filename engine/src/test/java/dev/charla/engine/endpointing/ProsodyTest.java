package dev.charla.engine.endpointing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.endpointing.Prosody.Melody;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProsodyTest {
    @ParameterizedTest
    @CsvSource({
        "200,130,FALLING",
        "120,85,FALLING",
        "180,280,RISING",
        "200,200,LEVEL",
        "110,112,LEVEL"
    })
    void theMelodyOfAVoiceIsHeard(double fromHz, double toHz, Melody melody) {
        assertThat(Prosody.of(voice(fromHz, toHz, 500, 0)).melody()).isEqualTo(melody);
    }

    @ParameterizedTest
    @CsvSource({"200,130,FALLING", "180,280,RISING", "200,200,LEVEL"})
    void someNoiseDoesNotHideIt(double fromHz, double toHz, Melody melody) {
        assertThat(Prosody.of(voice(fromHz, toHz, 500, 600)).melody()).isEqualTo(melody);
    }

    @Test
    void noiseHasNoMelody() {
        assertThat(Prosody.of(voice(0, 0, 500, 6_000)).melody()).isEqualTo(Melody.UNKNOWN);
        assertThat(Prosody.of(new short[0]).melody()).isEqualTo(Melody.UNKNOWN);
        assertThat(Prosody.of(new short[8_000]).melody()).isEqualTo(Melody.UNKNOWN);
    }

    /** Five harmonics on a gliding pitch. */
    private static short[] voice(double fromHz, double toHz, int ms, double noise) {
        Random random = new Random(1);
        short[] samples = new short[ms * SpeechDetector.SAMPLE_RATE_HZ / 1_000];
        double phase = 0;
        for (int i = 0; i < samples.length; i++) {
            double hz = fromHz + (toHz - fromHz) * i / samples.length;
            phase += 2 * Math.PI * hz / SpeechDetector.SAMPLE_RATE_HZ;
            double value = noise * random.nextGaussian();
            for (int harmonic = 1; fromHz > 0 && harmonic <= 5; harmonic++) {
                value += 3_000.0 / harmonic * Math.sin(harmonic * phase);
            }
            samples[i] = (short) Math.clamp(value, -32_000, 32_000);
        }
        return samples;
    }
}
