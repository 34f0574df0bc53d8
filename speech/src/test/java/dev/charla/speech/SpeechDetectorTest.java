package dev.charla.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.endpointing.SpeechDetector;
import dev.charla.engine.endpointing.SubbandDetector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpeechDetectorTest {
    private static final int FRAME = SpeechDetector.FRAME_SAMPLES;
    private static final List<String> SENTENCES =
            List.of(
                    "what time is it",
                    "please order me a large pizza with mushrooms",
                    "good morning",
                    "the children are playing in the garden",
                    "set a timer for ten minutes");

    static Stream<SpeechDetector> detectors() throws Exception {
        return Stream.of(new FvadSubbandDetector(), new SubbandDetector());
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void findsEverySentence(SpeechDetector detector) {
        try (detector) {
            for (double noiseDbfs : new double[] {-90, -50, -40}) {
                detector.reset();
                Track track = track(noiseDbfs);
                List<Segment> segments = segments(detector, track.audio, 0.5);
                System.out.printf(
                        "%s, noise %.0f dBFS: %d segments for %d sentences, onset %s ms, offset %s ms%n",
                        detector.getClass().getSimpleName(),
                        noiseDbfs,
                        segments.size(),
                        SENTENCES.size(),
                        delays(segments.stream().map(Segment::begin).toList(), track.begins),
                        delays(segments.stream().map(Segment::end).toList(), track.ends));
                if (noiseDbfs == -90) {
                    assertThat(segments).hasSize(SENTENCES.size());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void silenceAndSteadyNoiseAreNoSpeech(SpeechDetector detector) {
        try (detector) {
            short[] silence = new short[SpeechDetector.SAMPLE_RATE_HZ * 5];
            short[] direct = new short[silence.length];
            Arrays.fill(direct, (short) 8000);
            for (short[] audio :
                    List.of(
                            silence,
                            direct,
                            TestVoice.withPinkNoise(silence, -50, 1),
                            TestVoice.withPinkNoise(silence, -20, 2))) {
                detector.reset();
                assertThat(segments(detector, audio, 0.5)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void aHigherThresholdWantsLouderSpeech(SpeechDetector detector) {
        try (detector) {
            short[] loud = TestVoice.say("good morning");
            List<Double> highest = new ArrayList<>();
            for (double gain : new double[] {0.003, 0.01, 0.03, 0.1, 1}) {
                detector.reset();
                var audio = new short[loud.length];
                for (int i = 0; i < audio.length; i++) {
                    audio[i] = (short) Math.round(loud[i] * gain);
                }
                highest.add(highest(detector, TestVoice.withPinkNoise(audio, -60, 3)));
            }

            System.out.printf(
                    "%s, highest probability by level: %s%n",
                    detector.getClass().getSimpleName(), highest);
            assertThat(highest.getFirst()).isLessThan(0.5);
            assertThat(highest.getLast()).isGreaterThan(0.9);
            for (int i = 1; i < highest.size(); i++) {
                assertThat(highest.get(i)).isGreaterThanOrEqualTo(highest.get(i - 1) - 0.02);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("detectors")
    void resetMakesItAsNew(SpeechDetector detector) {
        try (detector) {
            short[] audio = TestVoice.withPinkNoise(TestVoice.say("good morning"), -50, 4);
            List<Double> first = probabilities(detector, audio);
            detector.reset();

            assertThat(probabilities(detector, audio)).isEqualTo(first);
        }
    }

    @Test
    void theNativeOneIsChosenHereAndRefusesToHearOnceClosed() {
        SpeechDetector detector = FvadSubbandDetector.orSubband().create();

        assertThat(detector).isInstanceOf(FvadSubbandDetector.class);
        detector.close();
        detector.close();
        assertThatThrownBy(() -> detector.speechProbability(new short[FRAME], 0))
                .isInstanceOf(IllegalStateException.class);
    }

    private static double highest(SpeechDetector detector, short[] audio) {
        return probabilities(detector, audio).stream().max(Double::compare).orElseThrow();
    }

    private static List<Double> probabilities(SpeechDetector detector, short[] audio) {
        List<Double> probabilities = new ArrayList<>();
        for (int i = 0; i + FRAME <= audio.length; i += FRAME) {
            probabilities.add(detector.speechProbability(audio, i));
        }
        return probabilities;
    }

    /** Begins when 5 of 6 frames are speech, ends when at most 3 of 25 are. */
    private static List<Segment> segments(
            SpeechDetector detector, short[] audio, double threshold) {
        List<Double> probabilities = probabilities(detector, audio);
        List<Segment> segments = new ArrayList<>();
        int begin = -1;
        for (int i = 25; i < probabilities.size(); i++) {
            if (begin < 0 && count(probabilities, i, 6, threshold) >= 5) {
                begin = i;
            } else if (begin >= 0 && count(probabilities, i, 25, threshold) <= 3) {
                segments.add(new Segment(begin * 20, i * 20));
                begin = -1;
            }
        }
        if (begin >= 0) {
            segments.add(new Segment(begin * 20, probabilities.size() * 20));
        }
        return segments;
    }

    private static long count(List<Double> probabilities, int end, int length, double threshold) {
        return probabilities.subList(end - length + 1, end + 1).stream()
                .filter(probability -> probability >= threshold)
                .count();
    }

    private static String delays(List<Integer> found, List<Integer> actual) {
        List<String> delays = new ArrayList<>();
        for (int i = 0; i < Math.min(found.size(), actual.size()); i++) {
            delays.add(Integer.toString(found.get(i) - actual.get(i)));
        }
        return String.join("/", delays);
    }

    private static Track track(double noiseDbfs) {
        int second = SpeechDetector.SAMPLE_RATE_HZ;
        List<short[]> parts = new ArrayList<>();
        List<Integer> begins = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        int at = second * 3 / 2;
        parts.add(new short[at]);
        for (String sentence : SENTENCES) {
            short[] speech = TestVoice.say(sentence);
            begins.add((at + second * 3 / 10) * 1000 / second);
            ends.add((at + speech.length - second * 54 / 100) * 1000 / second);
            parts.add(speech);
            parts.add(new short[second]);
            at += speech.length + second;
        }
        short[] audio = TestVoice.withPinkNoise(TestVoice.joined(parts), noiseDbfs, 5);
        return new Track(audio, begins, ends);
    }

    private record Segment(int begin, int end) {}

    private static final class Track {
        final short[] audio;
        final List<Integer> begins;
        final List<Integer> ends;

        Track(short[] audio, List<Integer> begins, List<Integer> ends) {
            this.audio = audio;
            this.begins = begins;
            this.ends = ends;
        }
    }
}
