package dev.charla.engine.recognition;

import java.util.function.Consumer;

/** Turns the audio of one utterance after the other into words. Confined to one thread. */
interface Decoder {
    /**
     * Hears one utterance to its end, waiting for its audio.
     *
     * @param partials given the words so far about every 100 ms of audio, when there are any
     * @return the words, single spaces between them; empty when nothing was understood
     */
    String decode(AudioQueue utterance, Consumer<String> partials);
}
