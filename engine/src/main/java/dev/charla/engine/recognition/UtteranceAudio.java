package dev.charla.engine.recognition;

/** The audio of one utterance, for its decoder. Confined to the decoder's thread. */
public interface UtteranceAudio {
    /**
     * The next samples, waiting for them: mono, at {@link Recognizer#SAMPLE_RATE_HZ}, on the scale
     * of 16-bit numbers, with the faintest noise in place of digital silence; empty at the end.
     */
    double[] take();
}
