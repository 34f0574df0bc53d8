package dev.charla.app.interop;

import dev.charla.audio.Pcm16;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.synthesis.MarySynthesizer;
import java.time.Duration;

/** What callers say, in the engine's own voice. */
final class Speech {
    static final int RATE_HZ = 24_000;

    private static final Duration BEFORE = Duration.ofMillis(300);
    private static final Duration AFTER = Duration.ofMillis(1_200);

    private Speech() {}

    /** PCM16 at 24 kHz with silence around it, long enough to end the turn. */
    static byte[] of(String sentence) {
        try (MarySynthesizer voice = new MarySynthesizer()) {
            Pcm16[] all = {Pcm16.silence(RATE_HZ, BEFORE)};
            voice.speak(
                    new Synthesizer.Sentence(sentence, voice.voices().getFirst(), 1, 1),
                    samples -> all[0] = all[0].then(Pcm16.of(RATE_HZ, samples)));
            return all[0].then(Pcm16.silence(RATE_HZ, AFTER)).toBytes();
        } catch (SynthesisException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
