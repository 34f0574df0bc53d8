package dev.charla.speech.bench;

import dev.charla.audio.G711;
import dev.charla.audio.Pcm16;
import dev.charla.audio.Resampler;
import dev.charla.engine.recognition.Recognizer;

/** What speech is heard through. */
enum Condition {
    CLEAN("clean", Double.POSITIVE_INFINITY),
    NOISE_20_DB("20 dB", 20),
    NOISE_10_DB("10 dB", 10),
    /** 8 kHz in G.711, as the protocol takes it too. */
    TELEPHONE("telephone", Double.POSITIVE_INFINITY);

    private final String title;
    private final double snrDb;

    Condition(String title, double snrDb) {
        this.title = title;
        this.snrDb = snrDb;
    }

    String title() {
        return title;
    }

    /**
     * With pink noise that is so much quieter than the speech, or by telephone.
     *
     * @param speechRms of the speech alone, without its pauses
     */
    short[] of(short[] audio, double speechRms, long seed) {
        return switch (this) {
            case CLEAN -> audio;
            case TELEPHONE -> telephone(audio);
            case NOISE_20_DB, NOISE_10_DB ->
                    Noise.sum(
                            audio,
                            Noise.pink(audio.length, speechRms * Math.pow(10, -snrDb / 20), seed));
        };
    }

    private static short[] telephone(short[] audio) {
        short[] narrow =
                Resampler.convert(Pcm16.of(Recognizer.SAMPLE_RATE_HZ, audio), G711.SAMPLE_RATE_HZ)
                        .samples();
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = G711.ULAW.decode(G711.ULAW.encode(narrow[i]));
        }
        return Resampler.convert(Pcm16.of(G711.SAMPLE_RATE_HZ, narrow), Recognizer.SAMPLE_RATE_HZ)
                .samples();
    }
}
