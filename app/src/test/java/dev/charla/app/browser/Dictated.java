package dev.charla.app.browser;

import dev.charla.app.Spoken;
import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.recognition.RecognizerBusyException;
import dev.charla.speech.moonshine.MoonshineRecognizer;
import java.util.Locale;

/** Writes down what is said in a recording, in lower case and without punctuation. */
final class Dictated {
    private Dictated() {}

    /** Loads the built-in ears, hears with them and forgets them: some seconds. */
    static String from(Pcm16 audio) {
        short[] samples = Resampler.convert(audio, Recognizer.SAMPLE_RATE_HZ).samples();
        try (Recognizer recognizer = new MoonshineRecognizer(1)) {
            recognizer.warmUp();
            return Spoken.heardBy(recognizer, samples)
                    .text()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9' ]+", " ")
                    .replaceAll(" +", " ")
                    .strip();
        } catch (RecognizerBusyException busy) {
            throw new AssertionError(busy);
        }
    }
}
