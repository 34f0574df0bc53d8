package dev.charla.speech.bench;

/** What speech is heard through. */
enum Condition {
    CLEAN("clean", Double.POSITIVE_INFINITY),
    NOISE_20_DB("20 dB", 20),
    NOISE_10_DB("10 dB", 10);

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
     * With pink noise that is so much quieter than the speech.
     *
     * @param speechRms of the speech alone, without its pauses
     */
    short[] of(short[] audio, double speechRms, long seed) {
        return this == CLEAN
                ? audio
                : Noise.sum(
                        audio,
                        Noise.pink(audio.length, speechRms * Math.pow(10, -snrDb / 20), seed));
    }
}
