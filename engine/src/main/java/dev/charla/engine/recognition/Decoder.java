package dev.charla.engine.recognition;

import java.util.function.Consumer;

/** Transcribes one utterance after the other. Confined to one thread. */
public interface Decoder extends AutoCloseable {
    /**
     * Transcribes one utterance to its end, waiting for its audio. If it throws, this decoder is
     * closed and the next utterance gets another one.
     *
     * @param expected hints of the session; a decoder may ignore them
     * @param partials receives the words so far about every 100 ms of audio, if there are any
     * @return the words, separated by single spaces; empty when nothing was understood
     */
    String decode(UtteranceAudio utterance, Expected expected, Consumer<String> partials);

    /** Frees native resources. Called once, on the same thread. */
    @Override
    default void close() {}
}
