package dev.charla.engine.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoomNoiseTest {
    private static final int CHUNK = 320;
    private static final int SECOND = Recognizer.SAMPLE_RATE_HZ;

    @Test
    void silenceBetweenWordsIsNoiseThirtyThreeDecibelsBelowThem() {
        double[] heard = tone(2 * SECOND, SECOND / 4, SECOND, 8_000);

        double[] roomy = joined(all(heard));

        assertThat(decibels(roomy, SECOND, 2 * SECOND) - decibels(heard, SECOND / 2, SECOND))
                .isCloseTo(-33, within(1.0));
        assertThat(decibels(roomy, 0, SECOND / 4))
                .isCloseTo(decibels(roomy, SECOND, 2 * SECOND), within(2.0));
    }

    @Test
    void theNoiseIsAsMuchQuieterAsTheSpeechIs() {
        double[] loud = joined(all(tone(SECOND, SECOND / 4, SECOND / 2, 8_000)));
        double[] quiet = joined(all(tone(SECOND, SECOND / 4, SECOND / 2, 80)));

        assertThat(decibels(loud, SECOND / 2, SECOND) - decibels(quiet, SECOND / 2, SECOND))
                .isCloseTo(40, within(0.1));
    }

    @Test
    void theNoiseStaysAsItWasWhenTheSpeechGrowsLouder() {
        double[] heard = tone(3 * SECOND, SECOND / 4, SECOND / 2, 800);
        System.arraycopy(tone(SECOND, 0, SECOND, 8_000), 0, heard, SECOND, SECOND);

        double[] roomy = joined(all(heard));

        assertThat(decibels(roomy, 2 * SECOND, 3 * SECOND))
                .isCloseTo(decibels(roomy, SECOND / 2, SECOND), within(1.0));
    }

    @Test
    void nothingIsAddedWhereThereIsNoiseEnough() {
        double[] heard = tone(SECOND, 0, SECOND, 800);
        System.arraycopy(tone(SECOND / 4, 0, SECOND / 4, 8_000), 0, heard, SECOND / 4, SECOND / 4);

        assertThat(joined(all(heard.clone()))).isEqualTo(heard);
    }

    @Test
    void everySampleComesAndTheFirstOnesTogether() {
        List<double[]> chunks = all(new double[SECOND + 7]);

        assertThat(chunks.getFirst().length).isBetween(SECOND * 7 / 10, SECOND * 8 / 10);
        assertThat(chunks.stream().skip(1)).allMatch(chunk -> chunk.length <= CHUNK);
        assertThat(joined(chunks)).isEqualTo(new double[SECOND + 7]);
    }

    @Test
    void anUtteranceThatEndsEarlyComesWhole() {
        assertThat(joined(all(new double[100]))).hasSize(100);
        assertThat(all(new double[0])).isEmpty();
    }

    private static double[] tone(int length, int from, int to, double amplitude) {
        var samples = new double[length];
        for (int i = from; i < to; i++) {
            samples[i] = amplitude * Math.sin(0.3 * i);
        }
        return samples;
    }

    private static List<double[]> all(double[] samples) {
        Deque<double[]> waiting = new ArrayDeque<>();
        for (int at = 0; at < samples.length; at += CHUNK) {
            waiting.add(Arrays.copyOfRange(samples, at, Math.min(samples.length, at + CHUNK)));
        }
        var room = new RoomNoise(() -> waiting.isEmpty() ? new double[0] : waiting.remove());
        List<double[]> chunks = new ArrayList<>();
        for (double[] chunk = room.take(); chunk.length > 0; chunk = room.take()) {
            chunks.add(chunk);
        }
        return chunks;
    }

    private static double[] joined(List<double[]> chunks) {
        return chunks.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double decibels(double[] samples, int from, int to) {
        return 10
                * Math.log10(
                        Arrays.stream(samples, from, to).map(x -> x * x).average().orElseThrow());
    }
}
