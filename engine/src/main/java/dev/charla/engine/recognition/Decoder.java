package dev.charla.engine.recognition;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns the audio of one utterance after the other into words. Confined to one thread. */
public interface Decoder extends AutoCloseable {
    /**
     * Hears one utterance to its end, waiting for its audio. Whatever it throws ends this decoder:
     * it is closed, and the next utterance has another one.
     *
     * @param language BCP 47 tag of what is spoken; null when that is not known. A decoder of one
     *     language need not care
     * @param partials given the words so far about every 100 ms of audio, when there are any
     * @return the words, single spaces between them; empty when nothing was understood
     */
    String decode(UtteranceAudio utterance, @Nullable String language, Consumer<String> partials);

    /** Frees what is not the garbage collector's. Called once, on the same thread. */
    @Override
    default void close() {}
}
