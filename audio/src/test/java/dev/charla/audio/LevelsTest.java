package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LevelsTest {
    private static final int RATE_HZ = 24_000;

    @Test
    void aSineHasAnRmsThreeDecibelsBelowItsPeak() {
        var sine = TestSignals.sine(RATE_HZ, 1_000, -20, RATE_HZ);

        assertThat(sine.peakDbfs()).isCloseTo(-20, within(0.01));
        assertThat(sine.rmsDbfs()).isCloseTo(-23.01, within(0.01));
    }

    @Test
    void theMostNegativeSampleIsFullScale() {
        var audio = Pcm16.of(RATE_HZ, Short.MIN_VALUE, Short.MIN_VALUE);

        assertThat(audio.peakDbfs()).isZero();
        assertThat(audio.rmsDbfs()).isZero();
    }

    @Test
    void silenceAndNothingHaveTheFloor() {
        assertThat(Pcm16.of(RATE_HZ).rmsDbfs()).isEqualTo(Levels.SILENCE_DBFS);
        assertThat(Pcm16.of(RATE_HZ).peakDbfs()).isEqualTo(Levels.SILENCE_DBFS);
        assertThat(Pcm16.of(RATE_HZ, (short) 0).rmsDbfs()).isEqualTo(Levels.SILENCE_DBFS);
    }

    @Test
    void aPartIsMeasuredByItself() {
        short[] samples = {Short.MAX_VALUE, 328, -328, Short.MAX_VALUE};

        assertThat(Levels.peakDbfs(samples, 1, 2)).isCloseTo(-40, within(0.01));
        assertThat(Levels.rmsDbfs(samples, 1, 2)).isCloseTo(-40, within(0.01));
    }

    @Test
    void amplitudesAndLevelsFollowFromEachOther() {
        assertThat(Levels.ofAmplitude(Levels.toAmplitude(-37.5))).isCloseTo(-37.5, within(1e-9));
    }

    @Test
    void theMeterComesToTheLevelOfAToneAndFallsAtItsPace() {
        var meter = new LevelMeter(RATE_HZ, Duration.ofMillis(125));
        assertThat(meter.rmsDbfs()).isEqualTo(Levels.SILENCE_DBFS);
        assertThat(meter.peakDbfs()).isEqualTo(Levels.SILENCE_DBFS);

        hear(meter, TestSignals.sine(RATE_HZ, 1_000, -10, 2 * RATE_HZ), 480);
        assertThat(meter.rmsDbfs()).isCloseTo(-13.01, within(0.1));
        assertThat(meter.peakDbfs()).isCloseTo(-10, within(0.1));

        hear(meter, Pcm16.silence(RATE_HZ, Duration.ofMillis(125)), 480);
        assertThat(meter.rmsDbfs()).isCloseTo(-17.35, within(0.1));

        hear(meter, Pcm16.silence(RATE_HZ, Duration.ofMillis(1_575)), 480);
        assertThat(meter.peakDbfs()).isCloseTo(-30, within(0.1));
    }

    @Test
    void theMeterShowsTheSameHoweverTheStreamIsCut() {
        var noise = TestSignals.pinkNoise(RATE_HZ, -3, RATE_HZ, 11);
        var one = new LevelMeter(RATE_HZ, Duration.ofMillis(300));
        var other = new LevelMeter(RATE_HZ, Duration.ofMillis(300));

        hear(one, noise, 1);
        hear(other, noise, 1_000);

        assertThat(one.rmsDbfs()).isEqualTo(other.rmsDbfs()).isBetween(-40.0, -3.0);
        assertThat(one.peakDbfs()).isEqualTo(other.peakDbfs());
        one.reset();
        assertThat(one.rmsDbfs()).isEqualTo(Levels.SILENCE_DBFS);
        assertThat(one.peakDbfs()).isEqualTo(Levels.SILENCE_DBFS);
    }

    @Test
    void tenMinutesOfSilenceAreForgottenOnceThereIsSoundAgain() {
        var tone = TestSignals.sine(RATE_HZ, 1_000, -10, RATE_HZ);
        var fresh = new LevelMeter(RATE_HZ, Duration.ofMillis(125));
        var meter = new LevelMeter(RATE_HZ, Duration.ofMillis(125));
        hear(meter, tone, 480);

        hear(meter, Pcm16.silence(RATE_HZ, Duration.ofMinutes(10)), 480);
        hear(meter, tone, 480);
        hear(fresh, tone, 480);

        assertThat(meter.rmsDbfs()).isEqualTo(fresh.rmsDbfs());
        assertThat(meter.peakDbfs()).isEqualTo(fresh.peakDbfs());
    }

    @Test
    void aMeterWithoutAWindowOrARateIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LevelMeter(RATE_HZ, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LevelMeter(0, Duration.ofMillis(1)));
    }

    private static void hear(LevelMeter meter, Pcm16 audio, int chunk) {
        short[] samples = audio.samples();
        for (int at = 0; at < samples.length; at += chunk) {
            meter.add(samples, at, Math.min(chunk, samples.length - at));
        }
    }
}
