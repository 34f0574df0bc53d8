package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Pcm16Test {
    @Test
    void laterChangesToTheArraysDoNotReachIt() {
        short[] given = {1, 2, 3};
        var audio = Pcm16.of(8_000, given);

        given[0] = 9;
        audio.samples()[1] = 9;

        assertThat(audio).isEqualTo(Pcm16.of(8_000, (short) 1, (short) 2, (short) 3));
    }

    @Test
    void equalMeansTheSameSamplesAtTheSameRate() {
        var audio = Pcm16.of(8_000, (short) 1, (short) 2);

        assertThat(audio)
                .isEqualTo(Pcm16.of(8_000, new short[] {0, 1, 2, 3}, 1, 2))
                .hasSameHashCodeAs(Pcm16.of(8_000, (short) 1, (short) 2))
                .isNotEqualTo(Pcm16.of(16_000, (short) 1, (short) 2))
                .isNotEqualTo(Pcm16.of(8_000, (short) 1, (short) 3));
    }

    @Test
    void bytesAreLittleEndianAndMakeARoundTrip() {
        byte[] bytes = {1, 2, -1, -1};

        var audio = Pcm16.ofBytes(24_000, bytes);

        assertThat(audio.samples()).containsExactly(0x0201, -1);
        assertThat(audio.toBytes()).isEqualTo(bytes);
    }

    @Test
    void anOddNumberOfBytesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pcm16.ofBytes(24_000, new byte[3]))
                .withMessage("half a sample in 3 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "480, 24000, PT0.02S",
        "1, 24000, PT0.000041667S",
        "22050, 22050, PT1S",
        "8000000000, 8000, PT277H46M40S",
        "0, 8000, PT0S"
    })
    void samplesAndDurationsFollowFromEachOther(long samples, int rateHz, Duration duration) {
        assertThat(Pcm16.durationOf(samples, rateHz)).isEqualTo(duration);
        assertThat(Pcm16.samplesIn(duration, rateHz)).isEqualTo(samples);
    }

    @Test
    void silenceIsAsLongAsAskedFor() {
        var silence = Pcm16.silence(24_000, Duration.ofMillis(250));

        assertThat(silence.duration()).isEqualTo(Duration.ofMillis(250));
        assertThat(silence.peakDbfs()).isEqualTo(Levels.SILENCE_DBFS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pcm16.silence(24_000, Duration.ofMillis(-1)));
    }

    @Test
    void partsCanBeCutOutAndJoined() {
        var audio = TestSignals.sine(8_000, 440, -6, 800);

        assertThat(audio.slice(0, 300).then(audio.slice(300, 800))).isEqualTo(audio);
        assertThat(audio.slice(800, 800).isEmpty()).isTrue();
        assertThatThrownBy(() -> audio.slice(700, 801))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> audio.then(Pcm16.of(16_000)))
                .withMessage("16000 Hz cannot follow 8000 Hz");
    }

    @Test
    void samplesCanBeCopiedOutOneByOneOrManyAtOnce() {
        var audio = Pcm16.of(8_000, (short) 5, (short) 6, (short) 7);
        var out = new short[4];

        audio.copyTo(1, out, 2, 2);

        assertThat(out).containsExactly(0, 0, 6, 7);
        assertThat(audio.sample(2)).isEqualTo((short) 7);
    }

    @Test
    void aRateOfZeroIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pcm16.of(0));
    }

    @Test
    void inALogItShowsNoSamples() {
        assertThat(Pcm16.of(8_000, (short) 77)).hasToString("1 samples at 8000 Hz");
    }
}
