package dev.charla.speech.bench;

import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Recognizer;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A sentence and how it sounds.
 *
 * @param words as they are written
 * @param audio at 16 kHz, without the silence around it
 */
record Spoken(String words, Pcm16 audio) {
    /** What is quieter than this, under full scale, is no part of what a voice says. */
    private static final int SILENT = 100;

    static Spoken by(Synthesizer voice, String name, String sentence)
            throws InterruptedException, SynthesisException {
        List<short[]> blocks = new ArrayList<>();
        voice.speak(new Synthesizer.Sentence(sentence, name, 1, 0.5), blocks::add);
        Pcm16 said =
                Resampler.convert(
                        Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, joined(blocks)),
                        Recognizer.SAMPLE_RATE_HZ);
        return new Spoken(sentence, trimmed(said));
    }

    static Pcm16 trimmed(Pcm16 audio) {
        int from = 0;
        int to = audio.length();
        while (from < to && Math.abs(audio.sample(from)) < SILENT) {
            from++;
        }
        while (to > from && Math.abs(audio.sample(to - 1)) < SILENT) {
            to--;
        }
        return audio.slice(from, to);
    }

    static short[] joined(List<short[]> blocks) {
        short[] all = new short[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (short[] block : blocks) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        return all;
    }
}
