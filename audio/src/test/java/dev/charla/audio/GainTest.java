package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GainTest {
    private static final int RATE_HZ = 24_000;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1, 1.001, 1.5, 4, 64})
    void aLouderSampleNeverComesOutSofterNorWithAnotherSign(double factor) {
        var samples = allSamples();

        new Gain(RATE_HZ, factor).apply(samples, 0, samples.length);

        assertThat(samples).isSorted();
        assertThat(samples[1 << 15]).isZero();
        if (factor >= 1) {
            assertThat(samples[0]).isLessThanOrEqualTo((short) -Short.MAX_VALUE);
            assertThat(samples[samples.length - 1]).isGreaterThanOrEqualTo((short) 32_765);
        }
    }

    @Test
    void belowTheKneeEverySampleIsMultipliedExactly() {
        short[] samples = {100, -100, 5_000, -5_000, 0};

        new Gain(RATE_HZ, 4).apply(samples, 0, samples.length);

        assertThat(samples).containsExactly(400, -400, 20_000, -20_000, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5})
    void softerNeverBendsTheLoudest(double factor) {
        short[] samples = {Short.MAX_VALUE, Short.MIN_VALUE};

        new Gain(RATE_HZ, factor).apply(samples, 0, 2);

        assertThat(samples[0]).isEqualTo((short) Math.round(Short.MAX_VALUE * factor));
        assertThat(samples[1]).isEqualTo((short) (Short.MIN_VALUE * factor));
    }

    @Test
    void theCurveHasNoStepAtTheKneeAndBendsLessAndLess() {
        var samples = allSamples();

        new Gain(RATE_HZ, 2).apply(samples, 0, samples.length);

        for (int i = 1; i < samples.length; i++) {
            assertThat(samples[i] - samples[i - 1]).isBetween(0, 2);
        }
    }

    @Test
    void aChangeIsSpreadOverTenMillisecondsWithoutAStep() {
        var samples = new short[480];
        Arrays.fill(samples, (short) 10_000);
        var gain = new Gain(RATE_HZ, 0);

        gain.to(2);
        gain.apply(samples, 0, 100);
        gain.apply(samples, 100, 380);

        for (int i = 1; i < 240; i++) {
            assertThat(samples[i] - samples[i - 1]).isBetween(82, 85);
        }
        for (int i = 239; i < 480; i++) {
            assertThat(samples[i]).isEqualTo((short) 20_000);
        }
    }

    @Test
    void aJumpTakesUpTheFactorAtOnce() {
        short[] samples = {1_000};
        var gain = new Gain(RATE_HZ, 1);

        gain.to(3);
        gain.jump();
        gain.apply(samples, 0, 1);

        assertThat(samples).containsExactly((short) 3_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 64.1, Double.NaN, Double.POSITIVE_INFINITY})
    void factorsOutOfRangeAreRefused(double factor) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Gain(RATE_HZ, factor));
        var gain = new Gain(RATE_HZ, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> gain.to(factor));
    }

    private static short[] allSamples() {
        var samples = new short[1 << 16];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i + Short.MIN_VALUE);
        }
        return samples;
    }
}
