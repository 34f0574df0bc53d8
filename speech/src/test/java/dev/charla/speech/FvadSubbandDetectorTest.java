package dev.charla.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.engine.endpointing.SpeechDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FvadSubbandDetectorTest {
    private static final int CALLERS = 8;
    private static final int CONVERSATIONS_OF_EACH = 2_000;
    private static final int FRAMES = 8;

    /** The native library ends the whole process where its table of detectors is not guarded. */
    @Test
    void conversationsThatBeginAndEndAtOnceHearAsOneAloneDoes() throws Exception {
        short[] speech = TestVoice.say("what time is it");
        List<Double> alone = hear(speech);
        assertThat(alone).anyMatch(probability -> probability > 0.5);

        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                all.add(
                        callers.submit(() -> {
                            boolean same = true;
                            for (int conversation = 0;
                                    conversation < CONVERSATIONS_OF_EACH;
                                    conversation++) {
                                same &= hear(speech).equals(alone);
                            }
                            return same;
                        }));
            }
            for (Future<Boolean> caller : all) {
                assertThat(caller.get()).isTrue();
            }
        }
    }

    private static List<Double> hear(short[] speech) throws Exception {
        List<Double> heard = new ArrayList<>();
        try (var detector = new FvadSubbandDetector()) {
            int middle = speech.length / 2;
            for (int frame = 0; frame < FRAMES; frame++) {
                heard.add(
                        detector.speechProbability(
                                speech, middle + frame * SpeechDetector.FRAME_SAMPLES));
            }
        }
        return heard;
    }
}
