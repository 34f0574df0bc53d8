package dev.charla.engine.reply;

/** Makes answers. Shared by all sessions; every method may be called from any thread. */
public interface ReplyModel {
    /**
     * A fresh conversation. The model may keep what it learns about the conversation in the
     * returned object.
     */
    Dialogue open(Surroundings surroundings);

    /** Whether the model can answer any words, in whatever language. */
    boolean takesFreeSpeech();

    /** Whether its answers may call the functions of {@link ReplyRequest#tools}. */
    default boolean callsTools() {
        return false;
    }

    /**
     * Whether it can be made to call a function, by {@link ReplyTools.Choice.Some} and {@link
     * ReplyTools.Choice.This}; those that call only what they were asked for cannot.
     */
    default boolean heedsToolChoice() {
        return callsTools();
    }

    /** Whether it heeds {@link ReplyRequest#options}. */
    default boolean takesOptions() {
        return false;
    }

    /** Whether it can make up words to any instructions, which skills cannot. */
    default boolean improvises() {
        return false;
    }

    /** One session's side of the model. Used by one thread at a time. */
    interface Dialogue extends AutoCloseable {
        /**
         * Answers, writing the text as it is made. Blocks; called on a virtual thread, which is
         * interrupted when nobody wants the answer any more.
         *
         * @throws ReplyException when no answer can be made; what was written so far stays said
         */
        void reply(ReplyRequest request, ReplySink sink)
                throws InterruptedException, ReplyException;

        /** Ends timers and connections. Idempotent. */
        @Override
        void close();
    }

    /** What a conversation may ask of the session around it. Methods return at once; any thread. */
    interface Surroundings {
        /**
         * Has the agent speak by itself, as soon as neither side is speaking; the caller did not
         * ask just now. Ignored once the session has ended.
         */
        void speakUp(String text);

        /**
         * The language of the conversation, as a BCP 47 tag; empty while nobody has said anything
         * about it.
         */
        default String language() {
            return "";
        }
    }
}
