package dev.charla.engine.hearing;

import dev.charla.engine.cleaning.InputCleaner;
import dev.charla.engine.endpointing.SpeechDetector;

/** Splits filtered audio into frames. Confined to the session's loop. */
final class FrameSplitter implements InputCleaner.Sink {
    private final FrameSink sink;
    private final short[] words = new short[SpeechDetector.FRAME_SAMPLES];
    private final short[] turns = new short[SpeechDetector.FRAME_SAMPLES];
    private int filled;

    FrameSplitter(FrameSink sink) {
        this.sink = sink;
    }

    /** Receives a frame in both forms. */
    @FunctionalInterface
    interface FrameSink {
        void frame(short[] words, short[] turns, int offset);
    }

    @Override
    public void cleaned(short[] forWords, short[] forTurns, int length) {
        for (int i = 0; i < length; i++) {
            words[filled] = forWords[i];
            turns[filled] = forTurns[i];
            filled++;
            if (filled == SpeechDetector.FRAME_SAMPLES) {
                filled = 0;
                sink.frame(words, turns, 0);
            }
        }
    }
}
