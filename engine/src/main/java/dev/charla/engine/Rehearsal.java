package dev.charla.engine;

import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the voice speak to the recogniser, so that the JVM has compiled the code of both before the
 * first caller needs it. Without this, the first answer after a start took half a second longer.
 * Blocks for about two seconds; the result does not matter.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private static final List<String> LINES =
            List.of(
                    "What time is it now, please?",
                    "Who was the first emperor of Rome?",
                    "Set a timer for ten minutes and tell me a joke.",
                    "I do not know that. Ask me about the history of the world.");

    /** Far longer than the recognition of a sentence takes on a busy machine. */
    private static final int PATIENCE_SECONDS = 20;

    private Rehearsal() {}

    static void hold(Synthesizer voice, Recognizer ears) {
        try {
            for (String line : LINES) {
                hear(ears, speak(voice, line));
            }
        } catch (SynthesisException | RecognizerBusyException e) {
            LOG.atInfo().addKeyValue("reason", e.getClass().getSimpleName()).log("rehearsal ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static short[] speak(Synthesizer voice, String line)
            throws InterruptedException, SynthesisException {
        var sentence = new Synthesizer.Sentence(line, voice.voices().getFirst(), 1, 0.5);
        var said = new Said();
        voice.speak(sentence, said::add);
        return said.samples();
    }

    private static void hear(Recognizer ears, short[] samples)
            throws InterruptedException, RecognizerBusyException {
        var resampler = new Resampler(Synthesizer.SAMPLE_RATE_HZ, Recognizer.SAMPLE_RATE_HZ);
        short[] resampled = new short[resampler.maxOutput(samples.length)];
        int count = resampler.resample(samples, 0, samples.length, resampled, 0);
        var ended = new Ended();
        Recognizer.Utterance utterance = ears.open(ended);
        utterance.audio(resampled, 0, count);
        utterance.finish();
        if (!ended.latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            utterance.cancel();
        }
    }

    /** A sentence in one piece. */
    private static final class Said {
        private short[] samples = new short[0];

        void add(short[] block) {
            short[] longer = Arrays.copyOf(samples, samples.length + block.length);
            System.arraycopy(block, 0, longer, samples.length, block.length);
            samples = longer;
        }

        short[] samples() {
            return samples;
        }
    }

    private static final class Ended implements Recognizer.Listener {
        final CountDownLatch latch = new CountDownLatch(1);

        @Override
        public void partial(String text) {}

        @Override
        public void done(Hypothesis hypothesis) {
            latch.countDown();
        }

        @Override
        public void failed(String reason) {
            latch.countDown();
        }
    }
}
