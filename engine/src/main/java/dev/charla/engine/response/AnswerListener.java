package dev.charla.engine.response;

import dev.charla.engine.synthesis.SpeechTiming;

/** Hears how an answer is made. All calls on the session's loop, in order, none after the end. */
public interface AnswerListener {
    /** More words that are not spoken. */
    void text(String delta);

    /** The next words to be spoken; their audio follows. */
    void sentence(String words);

    /** What the audio to come is, as far as the voice knows. */
    void timing(SpeechTiming timing);

    /** More audio, mono at 24 kHz. */
    void audio(short[] samples);

    /** The voice makes no sound of some of the words told last. */
    void unspoken();

    /**
     * A function is called, after the words and their audio so far.
     *
     * @param arguments JSON text
     */
    void call(String name, String arguments);

    /** Later answers are to be spoken like this. */
    void manner(Manner manner);

    /**
     * It was made.
     *
     * @param ending how it ended by itself: whole, or why not
     */
    void made(ResponseLife.Ending ending);

    /**
     * It could not be made to its end.
     *
     * @param code for programs
     * @param message a sentence for people
     */
    void failed(String code, String message);
}
