package dev.charla.engine.response;

import dev.charla.engine.synthesis.SpeechTiming;

/**
 * Receives an answer while it is generated. All calls on the session's loop, in order, none after
 * the end.
 */
public interface AnswerListener {
    /** More words, not spoken. */
    void text(String delta);

    /** The next words to be spoken; their audio follows. */
    void sentence(String words);

    /** Times in the coming audio, if the voice knows them. */
    void timing(SpeechTiming timing);

    /** More audio, mono at 24 kHz. */
    void audio(short[] samples);

    /** The voice cannot speak some of the last words. */
    void unspoken();

    /**
     * A function call, after the words and audio so far.
     *
     * @param arguments JSON text
     */
    void call(String name, String arguments);

    /** How to speak later answers. */
    void manner(Manner manner);

    /**
     * The answer ended by itself.
     *
     * @param ending complete, or why not
     */
    void made(ResponseLife.Ending ending);

    /**
     * The answer failed.
     *
     * @param code for programs
     * @param message a sentence for people
     */
    void failed(String code, String message);
}
