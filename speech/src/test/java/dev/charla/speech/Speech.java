package dev.charla.speech;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.synthesis.MarySynthesizer;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.ArrayList;
import java.util.List;

/** Speech to be heard, at 16 kHz. */
final class Speech {
    private static final Synthesizer VOICE = new MarySynthesizer();

    private Speech() {}

    /** A sentence of the engine's own voice with half a second of silence around it. */
    static short[] of(String text) throws Exception {
        List<short[]> blocks = new ArrayList<>();
        VOICE.speak(new Synthesizer.Sentence(text, VOICE.voices().getFirst(), 1, 0.5), blocks::add);
        short[] all = new short[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (short[] block : blocks) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        Pcm16 said =
                Resampler.convert(
                        Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, all), Recognizer.SAMPLE_RATE_HZ);
        int around = Recognizer.SAMPLE_RATE_HZ / 2;
        short[] padded = new short[said.length() + 2 * around];
        System.arraycopy(said.samples(), 0, padded, around, said.length());
        return padded;
    }
}
