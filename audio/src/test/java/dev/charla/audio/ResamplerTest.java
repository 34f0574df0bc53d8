package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
    @Test
    void streamedOutputIsTheSameAsInOnePieceForAllPairsHoweverTheInputIsCut() {
        RandomGenerator random = TestSignals.random(7);
        for (int from : Resampler.SAMPLE_RATES_HZ) {
            var in = TestSignals.pinkNoise(from, -1, 5_000, from);
            for (int to : Resampler.SAMPLE_RATES_HZ) {
                var whole = Resampler.convert(in, to);

                assertThat(streamed(in, to, () -> 1)).isEqualTo(whole);
                assertThat(streamed(in, to, () -> random.nextInt(0, 40))).isEqualTo(whole);
                assertThat(streamed(in, to, () -> random.nextInt(400, 3_000))).isEqualTo(whole);
            }
        }
    }

    private static Pcm16 streamed(Pcm16 in, int toHz, IntSupplier chunkSizes) {
        var resampler = new Resampler(in.sampleRateHz(), toHz);
        var out = new short[20 * in.length()];
        short[] samples = in.samples();
        int written = 0;
        for (int at = 0; at < samples.length; ) {
            int chunk = Math.min(chunkSizes.getAsInt(), samples.length - at);
            int limit = resampler.maxOutput(chunk);
            int made = resampler.resample(samples, at, chunk, out, written);
            assertThat(made).isBetween(0, limit);
            written += made;
            at += chunk;
        }
        int made = resampler.flush(out, written);
        assertThat(made).isBetween(0, resampler.maxFlush());
        return Pcm16.of(toHz, out, 0, written + made);
    }

    @Test
    void lengthIsThatOfTheInputRoundedUpForAllPairsAndLengths() {
        for (int from : Resampler.SAMPLE_RATES_HZ) {
            for (int to : Resampler.SAMPLE_RATES_HZ) {
                for (int length : new int[] {0, 1, 2, 39, 40, 41, 511, 512, 513, 10_007}) {
                    var out = Resampler.convert(Pcm16.of(from, new short[length]), to);

                    assertThat(out.length())
                            .as("%d samples from %d to %d", length, from, to)
                            .isEqualTo((int) Math.ceil((double) length * to / from));
                }
            }
        }
    }

    @Test
    void aClickStaysWhereItWas() {
        for (int from : Resampler.SAMPLE_RATES_HZ) {
            for (int to : Resampler.SAMPLE_RATES_HZ) {
                var out = Resampler.convert(TestSignals.click(from, from / 10, from / 5), to);

                int loudest = 0;
                for (int i = 0; i < out.length(); i++) {
                    loudest = Math.abs(out.sample(i)) > Math.abs(out.sample(loudest)) ? i : loudest;
                }
                assertThat(loudest).as("from %d to %d", from, to).isEqualTo(to / 10);
            }
        }
    }

    @Test
    void aConstantStaysItselfInAllPhases() {
        var constant = new short[4_000];
        Arrays.fill(constant, (short) 12_345);

        var out = Resampler.convert(Pcm16.of(44_100, constant), 48_000);

        assertThat(out.slice(200, out.length() - 200).samples()).containsOnly((short) 12_345);
    }

    @Test
    void fullScaleSquaresAreHeldAtFullScaleAndNeverWrapAround() {
        var square = new short[16_000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 80 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }

        var out = Resampler.convert(Pcm16.of(16_000, square), 48_000);

        for (int i = 480; i < out.length() - 480; i++) {
            int inHalfWave = i % 240;
            if (inHalfWave > 20 && inHalfWave < 220) {
                assertThat(out.sample(i) > 0).as("sample %d", i).isEqualTo(i / 240 % 2 == 0);
                assertThat(Math.abs((int) out.sample(i))).isGreaterThan(27_000);
            }
        }
        assertThat(out.samples()).contains(Short.MAX_VALUE, Short.MIN_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"8000, 24000, 5000", "24000, 16000, 2500", "48000, 24000, 1667", "24000, 24000, 0"})
    void delayIsWhatMustFollowBeforeASampleComesOut(int from, int to, long micros) {
        var resampler = new Resampler(from, to);
        var out = new short[1_000];

        assertThat(resampler.delay().plusNanos(500).dividedBy(Duration.ofNanos(1_000)))
                .isEqualTo(micros);

        int needed = (int) Pcm16.samplesIn(resampler.delay(), from) + 1;
        assertThat(resampler.resample(new short[needed], 0, needed - 1, out, 0)).isZero();
        assertThat(resampler.resample(new short[1], 0, 1, out, 0)).isPositive();
    }

    @Test
    void equalRatesCopy() {
        var in = TestSignals.whiteNoise(24_000, 0, 1_000, 3);

        assertThat(streamed(in, 24_000, () -> 7)).isEqualTo(in);
    }

    @Test
    void afterFlushOrResetAnotherStreamBeginsAfresh() {
        var in = TestSignals.sweep(24_000, 100, 7_000, -3, 4_800);
        var resampler = new Resampler(24_000, 16_000);
        var first = new short[4_000];
        int length = resampler.resample(in.samples(), 0, in.length(), first, 0);
        length += resampler.flush(first, length);

        var second = new short[4_000];
        resampler.resample(in.samples(), 0, 777, second, 0);
        resampler.reset();
        int again = resampler.resample(in.samples(), 0, in.length(), second, 0);
        again += resampler.flush(second, again);

        assertThat(again).isEqualTo(length).isEqualTo(3_200);
        assertThat(Arrays.copyOf(second, again)).isEqualTo(Arrays.copyOf(first, length));
    }

    @Test
    void tooLittleRoomIsRefusedBeforeAnythingIsTaken() {
        var in = TestSignals.whiteNoise(16_000, -6, 320, 5);
        var resampler = new Resampler(16_000, 24_000);

        assertThatThrownBy(() -> resampler.resample(in.samples(), 0, 320, new short[479], 0))
                .isInstanceOf(IndexOutOfBoundsException.class);

        var out = new short[480 + resampler.maxFlush()];
        int length = resampler.resample(in.samples(), 0, 320, out, 0);
        length += resampler.flush(out, length);
        assertThat(Pcm16.of(24_000, out, 0, length)).isEqualTo(Resampler.convert(in, 24_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -8_000, 11_025, 23_999, 96_000})
    void otherRatesAreRefused(int rateHz) {
        assertThat(Resampler.supports(rateHz, 24_000)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Resampler(rateHz, 24_000));
        assertThatIllegalArgumentException().isThrownBy(() -> new Resampler(24_000, rateHz));
    }
}
