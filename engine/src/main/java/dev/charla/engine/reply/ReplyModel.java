package dev.charla.engine.reply;

/** Writes the answers. Shared by all sessions; thread-safe. */
public interface ReplyModel {
    /**
     * Starts a conversation. The model may keep state about the conversation in the returned
     * object.
     */
    Dialogue open(Surroundings surroundings);

    /** Whether the model can answer any words in any language. */
    boolean takesFreeSpeech();

    /** Whether its answers may call the functions of {@link ReplyRequest#tools}. */
    default boolean callsTools() {
        return false;
    }

    /**
     * Whether it can be forced to call a function, by {@link ReplyTools.Choice.Some} and {@link
     * ReplyTools.Choice.This}. Models that call only what the caller asks for cannot.
     */
    default boolean heedsToolChoice() {
        return callsTools();
    }

    /** Whether it supports {@link ReplyRequest#options}. */
    default boolean takesOptions() {
        return false;
    }

    /** Whether it can write text for any instructions, which skills cannot. */
    default boolean improvises() {
        return false;
    }

    /** One session's side of the model. Used by one thread at a time. */
    interface Dialogue extends AutoCloseable {
        /**
         * Answers, and writes the text while it is generated. Blocks; called on a virtual thread,
         * which is interrupted to cancel the answer.
         *
         * @throws ReplyException when no answer can be made; text written so far is kept
         */
        void reply(ReplyRequest request, ReplySink sink)
                throws InterruptedException, ReplyException;

        /** Ends timers and connections. Idempotent. */
        @Override
        void close();
    }

    /** What a conversation may request of its session. Methods return at once; any thread. */
    interface Surroundings {
        /**
         * Makes the agent speak without a request of the caller, as soon as neither side is
         * speaking. Ignored once the session has ended.
         */
        void speakUp(String text);

        /** The language of the conversation, as a BCP 47 tag; empty if not set. */
        default String language() {
            return "";
        }
    }
}
