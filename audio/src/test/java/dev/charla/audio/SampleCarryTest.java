package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCarryTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bytesCutAnywhereGiveTheSameSamples(long seed) {
        RandomGenerator random = TestSignals.random(seed);
        var expected = TestSignals.whiteNoise(24_000, 0, 2_000, seed);
        byte[] bytes = expected.toBytes();
        var carry = new SampleCarry();
        var samples = new short[2_000];

        int written = 0;
        for (int at = 0; at < bytes.length; ) {
            int chunk = Math.min(random.nextInt(0, 8), bytes.length - at);
            int announced = carry.samplesFrom(chunk);
            int made = carry.toSamples(bytes, at, chunk, samples, written);
            assertThat(made).isEqualTo(announced);
            written += made;
            at += chunk;
            assertThat(carry.isCarrying()).isEqualTo(at % 2 == 1);
        }

        assertThat(written).isEqualTo(2_000);
        assertThat(Pcm16.of(24_000, samples)).isEqualTo(expected);
    }

    @Test
    void aChunkThatDoesNotFitIsRefusedWithoutLosingTheHalfSample() {
        var carry = new SampleCarry();
        var out = new short[1];
        carry.toSamples(new byte[] {0x34}, 0, 1, out, 0);

        assertThatThrownBy(() -> carry.toSamples(new byte[3], 0, 3, out, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);

        assertThat(carry.toSamples(new byte[] {0x12}, 0, 1, out, 0)).isEqualTo(1);
        assertThat(out[0]).isEqualTo((short) 0x1234);
    }

    @Test
    void resetForgetsTheHalfSample() {
        var carry = new SampleCarry();
        var out = new short[1];
        carry.toSamples(new byte[] {0x7f}, 0, 1, out, 0);

        carry.reset();

        assertThat(carry.isCarrying()).isFalse();
        assertThat(carry.toSamples(new byte[] {1, 0}, 0, 2, out, 0)).isEqualTo(1);
        assertThat(out[0]).isEqualTo((short) 1);
    }
}
