package dev.charla.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramerTest {
    private static final int RATE_HZ = 16_000;

    private final List<Pcm16> frames = new ArrayList<>();
    private final Framer framer = Framer.of(Duration.ofMillis(20), RATE_HZ);
    private final Framer.Sink sink =
            (samples, offset) ->
                    frames.add(Pcm16.of(RATE_HZ, samples, offset, framer.frameSamples()));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 319, 320, 321, 640, 1_000, 5_000})
    void aStreamCutAnywhereGivesTheSameFrames(int largest) {
        RandomGenerator random = TestSignals.random(largest);
        var stream = TestSignals.whiteNoise(RATE_HZ, 0, 320 * 20 + 77, largest);
        short[] samples = stream.samples();

        for (int at = 0; at < samples.length; ) {
            int chunk = Math.min(random.nextInt(0, largest + 1), samples.length - at);
            framer.add(samples, at, chunk, sink);
            at += chunk;
            assertThat(frames).hasSize(at / 320);
            assertThat(framer.pendingSamples()).isEqualTo(at % 320);
        }

        for (int i = 0; i < 20; i++) {
            assertThat(frames.get(i)).isEqualTo(stream.slice(320 * i, 320 * (i + 1)));
        }
    }

    @Test
    void wholeFramesWithinAChunkAreNotCopied() {
        var chunk = new short[700];
        var offsets = new ArrayList<Integer>();

        framer.add(
                chunk,
                10,
                690,
                (samples, offset) -> {
                    assertThat(samples).isSameAs(chunk);
                    offsets.add(offset);
                });

        assertThat(offsets).containsExactly(10, 330);
    }

    @Test
    void theLastFrameIsFilledWithSilence() {
        framer.add(new short[] {1, 2, 3}, 0, 3, sink);

        framer.pad(sink);
        framer.pad(sink);

        assertThat(frames).hasSize(1);
        assertThat(frames.getFirst().slice(0, 4).samples()).containsExactly(1, 2, 3, 0);
        assertThat(framer.pendingSamples()).isZero();
    }

    @Test
    void resetForgetsWhatWaits() {
        framer.add(new short[319], 0, 319, sink);

        framer.reset();
        framer.add(new short[319], 0, 319, sink);

        assertThat(frames).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0.01S, 22050", "PT0S, 16000", "PT0.00001S, 16000", "PT-0.02S, 16000"})
    void durationsThatAreNoWholeNumberOfSamplesAreRefused(Duration frame, int rateHz) {
        assertThatIllegalArgumentException().isThrownBy(() -> Framer.of(frame, rateHz));
    }

    @ParameterizedTest
    @CsvSource({"PT0.03S, 16000, 480", "PT0.02S, 22050, 441", "PT1S, 44100, 44100"})
    void anyDurationOfWholeSamplesMakesAFrame(Duration frame, int rateHz, int samples) {
        assertThat(Framer.of(frame, rateHz).frameSamples()).isEqualTo(samples);
    }
}
