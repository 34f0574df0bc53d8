package dev.charla.engine.recognition;

import java.util.function.Consumer;

/** Turns the audio of one utterance after the other into words. Confined to one thread. */
public interface Decoder extends AutoCloseable {
    /**
     * Hears one utterance to its end, waiting for its audio. Whatever it throws ends this decoder:
     * it is closed, and the next utterance has another one.
     *
     * @param expected what the session tells of the speech; a decoder may make nothing of it
     * @param partials given the words so far about every 100 ms of audio, when there are any
     * @return the words, single spaces between them; empty when nothing was understood
     */
    String decode(UtteranceAudio utterance, Expected expected, Consumer<String> partials);

    /** Frees what is not the garbage collector's. Called once, on the same thread. */
    @Override
    default void close() {}
}
