package dev.charla.app;

import dev.charla.audio.Pcm16;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a voice says, and what ears make of it. Both wait until all of it is there. */
public final class Spoken {
    private Spoken() {}

    /** A sentence as a voice says it, at the voice's rate. */
    public static Pcm16 by(Synthesizer voice, Synthesizer.Sentence sentence)
            throws InterruptedException, SynthesisException {
        List<Pcm16> blocks = new ArrayList<>();
        voice.speak(sentence, samples -> blocks.add(Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, samples)));
        return blocks.stream().reduce(Pcm16.of(Synthesizer.SAMPLE_RATE_HZ), Pcm16::then);
    }

    /**
     * One utterance, whole.
     *
     * @param samples at the recogniser's rate
     */
    public static Hypothesis heardBy(Recognizer ears, short[] samples)
            throws RecognizerBusyException {
        var told = new CompletableFuture<Hypothesis>();
        Recognizer.Utterance utterance = ears.open(new Listener(told));
        utterance.audio(samples, 0, samples.length);
        utterance.finish();
        return told.orTimeout(5, TimeUnit.MINUTES).join();
    }

    private record Listener(CompletableFuture<Hypothesis> told) implements Recognizer.Listener {
        @Override
        public void partial(String text) {}

        @Override
        public void done(Hypothesis hypothesis) {
            told.complete(hypothesis);
        }

        @Override
        public void failed(String reason) {
            told.completeExceptionally(new AssertionError(reason));
        }
    }
}
