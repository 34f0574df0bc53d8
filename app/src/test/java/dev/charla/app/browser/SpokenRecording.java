package dev.charla.app.browser;

import dev.charla.app.Spoken;
import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.audio.Wav;
import dev.charla.engine.synthesis.SynthesisException;
import dev.charla.engine.synthesis.Synthesizer;
import dev.charla.speech.synthesis.MarySynthesizer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * What a caller says, spoken by Charla's own voice in a room that is quiet but not dead. Immutable.
 */
record SpokenRecording(Pcm16 audio) {
    /** About -66 dBFS: a quiet room. */
    private static final int ROOM_AMPLITUDE = 16;

    private static final double HUM_HZ = 200;

    static SpokenRecording silence(Duration length) {
        return new SpokenRecording(room(length));
    }

    SpokenRecording pause(Duration length) {
        return new SpokenRecording(audio.then(room(length)));
    }

    SpokenRecording say(String words) {
        try (Synthesizer voice = new MarySynthesizer()) {
            return by(voice, words);
        }
    }

    /** A recording of a person, at any rate, as it is. */
    SpokenRecording person(Path file) throws IOException {
        return new SpokenRecording(
                audio.then(Resampler.convert(Wav.read(file).mono(), Synthesizer.SAMPLE_RATE_HZ)));
    }

    /** Loud, and no words: what the ears of a script take for speech. */
    SpokenRecording hum(Duration length) {
        var samples = new short[(int) Pcm16.samplesIn(length, Synthesizer.SAMPLE_RATE_HZ)];
        for (int i = 0; i < samples.length; i++) {
            double phase = 2 * Math.PI * HUM_HZ * i / Synthesizer.SAMPLE_RATE_HZ;
            samples[i] = (short) (8_000 * Math.sin(phase));
        }
        return new SpokenRecording(audio.then(Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, samples)));
    }

    /** Digital silence: samples of zero, as recordings have that were made by a program. */
    SpokenRecording nothing(Duration length) {
        var samples = new short[(int) Pcm16.samplesIn(length, Synthesizer.SAMPLE_RATE_HZ)];
        return new SpokenRecording(audio.then(Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, samples)));
    }

    private SpokenRecording by(Synthesizer voice, String words) {
        var sentence = new Synthesizer.Sentence(words, voice.voices().getFirst(), 1, 1);
        try {
            return new SpokenRecording(audio.then(Spoken.by(voice, sentence)));
        } catch (InterruptedException | SynthesisException failure) {
            throw new AssertionError(failure);
        }
    }

    Path writeTo(Path file) throws IOException {
        Wav.write(file, audio);
        return file;
    }

    private static Pcm16 room(Duration length) {
        var random = new Random(1);
        var samples = new short[(int) Pcm16.samplesIn(length, Synthesizer.SAMPLE_RATE_HZ)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextInt(2 * ROOM_AMPLITUDE + 1) - ROOM_AMPLITUDE);
        }
        return Pcm16.of(Synthesizer.SAMPLE_RATE_HZ, samples);
    }
}
