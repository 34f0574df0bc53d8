package dev.charla.app.browser;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.engine.recognition.SphinxRecognizer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes down what is said in a recording, as well as dictation can. */
final class Dictated {
    private Dictated() {}

    /** Loads a decoder, hears with it and forgets it: some seconds. */
    static String from(Pcm16 audio) {
        short[] samples = Resampler.convert(audio, Recognizer.SAMPLE_RATE_HZ).samples();
        var words = new CompletableFuture<String>();
        try (Recognizer recognizer = SphinxRecognizer.dictation(1)) {
            Recognizer.Utterance utterance = recognizer.open(new Listener(words));
            utterance.audio(samples, 0, samples.length);
            utterance.finish();
            return words.orTimeout(10, TimeUnit.MINUTES).join();
        } catch (RecognizerBusyException busy) {
            throw new AssertionError(busy);
        }
    }

    private record Listener(CompletableFuture<String> words) implements Recognizer.Listener {
        @Override
        public void partial(String text) {}

        @Override
        public void done(Hypothesis hypothesis) {
            words.complete(hypothesis.text());
        }

        @Override
        public void failed(String reason) {
            words.completeExceptionally(new AssertionError(reason));
        }
    }
}
