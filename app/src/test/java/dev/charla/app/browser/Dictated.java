package dev.charla.app.browser;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Hypothesis;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.speech.moonshine.MoonshineRecognizer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Writes down what is said in a recording, in lower case and without punctuation. */
final class Dictated {
    private Dictated() {}

    /** Loads the built-in ears, hears with them and forgets them: some seconds. */
    static String from(Pcm16 audio) {
        short[] samples = Resampler.convert(audio, Recognizer.SAMPLE_RATE_HZ).samples();
        var words = new CompletableFuture<String>();
        try (Recognizer recognizer = new MoonshineRecognizer(1)) {
            recognizer.warmUp();
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
            words.complete(
                    hypothesis
                            .text()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z0-9' ]+", " ")
                            .replaceAll(" +", " ")
                            .strip());
        }

        @Override
        public void failed(String reason) {
            words.completeExceptionally(new AssertionError(reason));
        }
    }
}
