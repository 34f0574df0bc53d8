package dev.charla.engine.reply;

/** Receives an answer while it is generated. Used on the answer's thread. */
public interface ReplySink {
    /** More text, in order, to be spoken or shown. */
    void text(String delta) throws InterruptedException;

    /**
     * Calls a function of {@link ReplyRequest#tools}, after the text written so far. Does not wait:
     * the result comes with a later request.
     *
     * @param arguments a JSON object, as JSON text
     */
    void call(String name, String arguments) throws InterruptedException;

    /** The answer ends here because it reached its token limit. */
    default void cutShort() {}

    /** The answer ends here because a content filter blocked the rest. */
    default void withheld() {}

    /**
     * Sets how the rest of the conversation is spoken, including this answer if nothing of it was
     * written.
     *
     * @param rate speaking rate, 1 is the normal rate, 0.5 to 2
     * @param gain volume factor, 1 is the normal volume, 0 to 4
     */
    void manner(double rate, double gain);
}
