package dev.charla.engine.reply;

/** Takes an answer as it is made. Used on the thread that makes it. */
public interface ReplySink {
    /** More text, in order, to be spoken or shown. */
    void text(String delta) throws InterruptedException;

    /**
     * Calls a function of {@link ReplyRequest#tools}, after the text written so far. What it
     * answers comes with a later request, so that nothing waits here.
     *
     * @param arguments a JSON object, as JSON text
     */
    void call(String name, String arguments) throws InterruptedException;

    /** The answer ends here because it may have no more tokens. */
    default void cutShort() {}

    /** The answer ends here because a content filter withholds the rest. */
    default void withheld() {}

    /**
     * How the rest of the conversation is to be spoken, this answer included if nothing of it was
     * written.
     *
     * @param rate 1 as the voice was made, 0.5 to 2
     * @param gain 1 as the voice was made, 0 to 4
     */
    void manner(double rate, double gain);
}
