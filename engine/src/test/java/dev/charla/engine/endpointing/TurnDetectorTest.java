package dev.charla.engine.endpointing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.engine.endpointing.TurnDetector.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnDetectorTest {
    private final ScriptedDetector ears = new ScriptedDetector();
    private final TurnDetector turns = new TurnDetector(ears, TurnDetectorOptions.DEFAULT);
    private final List<Verdict> verdicts = new ArrayList<>();

    @Test
    void anOnsetNeedsTheAskedForSpeechAndStartsAtItsBeginningLessThePadding() {
        hear(0.0, ms(1_000));
        hear(0.9, ms(160));
        assertThat(verdicts).isEmpty();

        hear(0.9, ms(20));

        assertThat(verdicts).containsExactly(new Verdict.Onset(1_000 - 300));
        assertThat(turns.isSpeaking()).isTrue();
    }

    @Test
    void theTurnEndsAfterTheSilenceAndSaysHowLongItWas() {
        hear(0.9, ms(1_000));
        hear(0.0, ms(440));
        assertThat(verdicts).hasSize(1);

        hear(0.0, ms(60));

        assertThat(verdicts.getLast()).isInstanceOf(Verdict.Offset.class);
        Verdict.Offset offset = (Verdict.Offset) verdicts.getLast();
        // Two frames of the window may still be speech, so the end may come 40 ms early.
        assertThat(offset.endMs()).isBetween(1_440L, 1_500L);
        assertThat(offset.voiced()).isEqualTo(Duration.ofSeconds(1));
        assertThat(offset.silence()).isEqualTo(Duration.ofMillis(offset.endMs() - 1_000));
        assertThat(turns.isSpeaking()).isFalse();
    }

    @Test
    void aPauseShorterThanTheSilenceDoesNotEndTheTurn() {
        hear(0.9, ms(600));
        hear(0.0, ms(400));
        hear(0.9, ms(600));
        hear(0.0, ms(600));

        assertThat(verdicts).hasSize(2);
        assertThat(((Verdict.Offset) verdicts.getLast()).endMs()).isGreaterThan(2_000);
    }

    @Test
    void aClickIsNoOnset() {
        for (int i = 0; i < 50; i++) {
            hear(1.0, ms(60));
            hear(0.0, ms(200));
        }

        assertThat(verdicts).isEmpty();
    }

    @Test
    void anEndingWordStaysSpeechBelowTheThresholdThatBeganIt() {
        hear(0.9, ms(400));
        hear(0.4, ms(2_000));

        assertThat(verdicts).hasSize(1);
        assertThat(turns.isSpeaking()).isTrue();
    }

    @Test
    void aHigherThresholdWantsClearerSpeech() {
        turns.use(
                new TurnDetectorOptions(
                        0.8,
                        Duration.ofMillis(300),
                        Duration.ofMillis(500),
                        Duration.ofMillis(200)));

        hear(0.7, ms(2_000));
        assertThat(verdicts).isEmpty();

        hear(0.85, ms(400));
        assertThat(verdicts).hasSize(1);
    }

    @Test
    void paddingReachesNeitherBeforeTheBeginningNorIntoTheTurnBefore() {
        hear(0.9, ms(400));
        assertThat(verdicts).containsExactly(new Verdict.Onset(0));

        hear(0.0, ms(500));
        long end = ((Verdict.Offset) verdicts.getLast()).endMs();
        hear(0.9, ms(400));

        assertThat(((Verdict.Onset) verdicts.getLast()).startMs()).isEqualTo(end);
    }

    @Test
    void aCommitByHandEndsTheTurnAndTheNextOneBeginsAfresh() {
        hear(0.9, ms(400));

        turns.endTurn();

        assertThat(turns.isSpeaking()).isFalse();
        hear(0.0, ms(2_000));
        assertThat(verdicts).hasSize(1);
        hear(0.9, ms(400));
        assertThat(verdicts).hasSize(2);
    }

    @Test
    void settingsChangedInATurnApplyToItsEnd() {
        hear(0.9, ms(600));
        turns.use(
                new TurnDetectorOptions(
                        0.5,
                        Duration.ofMillis(300),
                        Duration.ofMillis(200),
                        Duration.ofMillis(200)));

        hear(0.0, ms(220));

        assertThat(verdicts.getLast()).isInstanceOf(Verdict.Offset.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.05, 0.1, 0.15, 0.3, 0.5, 0.85, 0.99, 1})
    void aTurnThatBeginsEndsAfterSilenceUnderEverySetting(double threshold) {
        for (TurnDetectorOptions options : withThreshold(threshold)) {
            TurnDetector swept = new TurnDetector(ears, options);
            // A second more than the longest onset wants.
            assertThat(verdicts(swept, 1.0, ms(3_000)))
                    .as("%s", options)
                    .singleElement()
                    .isInstanceOf(Verdict.Onset.class);

            // What detectors give for digital silence: little, and not nothing.
            int silence = ms((int) options.silence().toMillis()) + 1;
            assertThat(verdicts(swept, 0.009, silence))
                    .as("%s", options)
                    .singleElement()
                    .isInstanceOf(Verdict.Offset.class);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.05, 0.15, 0.5, 1})
    void silenceBeginsNoTurnUnderAnySetting(double threshold) {
        for (TurnDetectorOptions options : withThreshold(threshold)) {
            TurnDetector swept = new TurnDetector(ears, options);

            assertThat(verdicts(swept, 0.009, ms(3_000))).as("%s", options).isEmpty();
            assertThat(verdicts(swept, 0.0, ms(100))).as("%s", options).isEmpty();
        }
    }

    private static List<TurnDetectorOptions> withThreshold(double threshold) {
        List<TurnDetectorOptions> all = new ArrayList<>();
        for (int silence : List.of(20, 30, 500, 60_000)) {
            for (int speech : List.of(20, 21, 200, 2_000)) {
                for (int padding : List.of(0, 2_000)) {
                    all.add(
                            new TurnDetectorOptions(
                                    threshold,
                                    Duration.ofMillis(padding),
                                    Duration.ofMillis(silence),
                                    Duration.ofMillis(speech)));
                }
            }
        }
        return all;
    }

    private List<Verdict> verdicts(TurnDetector swept, double probability, int frames) {
        ears.next = probability;
        List<Verdict> told = new ArrayList<>();
        short[] frame = new short[SpeechDetector.FRAME_SAMPLES];
        for (int i = 0; i < frames; i++) {
            Verdict verdict = swept.accept(frame, 0);
            if (!(verdict instanceof Verdict.Unchanged)) {
                told.add(verdict);
            }
        }
        return told;
    }

    @ParameterizedTest
    @CsvSource({"0.02,0.01", "0.1,0.05", "0.2,0.1", "0.3,0.15", "0.5,0.35", "1.0,0.85"})
    void theThresholdThatKeepsATurnGoingIsLowerButNeverNothing(double threshold, double lower) {
        turns.use(
                new TurnDetectorOptions(
                        threshold,
                        Duration.ofMillis(300),
                        Duration.ofMillis(500),
                        Duration.ofMillis(200)));
        hear(1.0, ms(600));

        hear(lower + 1e-9, ms(3_000));
        assertThat(verdicts).hasSize(1);

        hear(lower - 0.001, ms(500));
        assertThat(verdicts).hasSize(2);
    }

    @Test
    void aThresholdOutsideTheRangeIsRefused() {
        assertThatThrownBy(() ->
                        new TurnDetectorOptions(1.1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("between 0 and 1");
    }

    @Test
    void onsetsAndOffsetsAlternateAndPositionsOnlyRiseWhateverIsHeard() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            TurnDetector walk = new TurnDetector(ears, TurnDetectorOptions.DEFAULT);
            boolean speaking = false;
            long last = 0;
            double level = 0;
            for (int i = 0; i < 2_000; i++) {
                level = random.nextInt(20) == 0 ? random.nextDouble() : level;
                ears.next = level;
                switch (walk.accept(new short[SpeechDetector.FRAME_SAMPLES], 0)) {
                    case Verdict.Unchanged _ -> {}
                    case Verdict.Onset(var start) -> {
                        assertThat(speaking).as("seed %d", seed).isFalse();
                        assertThat(start).as("seed %d", seed).isGreaterThanOrEqualTo(last);
                        speaking = true;
                        last = start;
                    }
                    case Verdict.Offset(var end, _, var voiced) -> {
                        assertThat(speaking).as("seed %d", seed).isTrue();
                        assertThat(end).as("seed %d", seed).isGreaterThan(last);
                        assertThat(voiced).as("seed %d", seed).isPositive();
                        speaking = false;
                        last = end;
                    }
                }
                if (random.nextInt(500) == 0) {
                    walk.endTurn();
                    speaking = false;
                    last = walk.positionMs();
                }
            }
        }
    }

    private void hear(double probability, int frames) {
        ears.next = probability;
        for (int i = 0; i < frames; i++) {
            Verdict verdict = turns.accept(new short[SpeechDetector.FRAME_SAMPLES], 0);
            if (!(verdict instanceof Verdict.Unchanged)) {
                verdicts.add(verdict);
            }
        }
    }

    private static int ms(int duration) {
        return duration / 20;
    }

    private static final class ScriptedDetector implements SpeechDetector {
        double next;

        @Override
        public double speechProbability(short[] frame, int offset) {
            return next;
        }

        @Override
        public void reset() {
            next = 0;
        }

        @Override
        public void close() {
            next = 0;
        }
    }
}
