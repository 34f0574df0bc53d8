package dev.charla.conversation.state;

import dev.charla.protocol.item.ResponseId;

/** Something that happened to a conversation. */
public sealed interface ConversationEvent {
    /** The service is to be reached. */
    record Begin() implements ConversationEvent {}

    /** The service has accepted the settings of the session. */
    record ServiceReady() implements ConversationEvent {}

    /**
     * The connection to the service is gone, and with it whatever it was making.
     *
     * @param debt what becomes of the answer that the caller waits for
     */
    record ServiceLost(Debt debt) implements ConversationEvent {}

    /**
     * The service hears the caller begin to speak.
     *
     * @param interrupts whether that stops the agent
     */
    record CallerOnset(boolean interrupts) implements ConversationEvent {}

    /** The service heard the end of the caller's turn. */
    record CallerOffset() implements ConversationEvent {}

    /**
     * What the caller said came to nothing: no words were heard in it, and no answer to it began.
     *
     * @param answerOwed whether an earlier turn lost its answer to it
     */
    record TurnVoid(boolean answerOwed) implements ConversationEvent {}

    /**
     * An answer is wanted that the service does not begin by itself: to typed words, a greeting.
     */
    record AnswerWanted() implements ConversationEvent {}

    /**
     * A tool that the service uses has brought something, or was not allowed to: the agent is to go
     * on with that, which the service does not by itself.
     */
    record ToolAnswered() implements ConversationEvent {}

    /** The caller pressed <em>Interrupt</em>. */
    record Interrupted() implements ConversationEvent {}

    /** The service began to make a response. */
    record ResponseBegan(ResponseId response) implements ConversationEvent {}

    /** The service will send nothing more of a response, whatever became of it. */
    record ResponseOver(ResponseId response) implements ConversationEvent {}

    /**
     * The service did not take the request for a response.
     *
     * @param busy because it is still making another one
     */
    record ResponseRefused(boolean busy) implements ConversationEvent {}

    /** There was nothing to cancel any more. */
    record CancelMissed() implements ConversationEvent {}

    /** The first audio of a playout came from the service. */
    record SoundBegan(long playout) implements ConversationEvent {}

    /** The page has played a playout to its end, or gave it up. */
    record SoundOver(long playout) implements ConversationEvent {}

    /** The conversation ends as somebody wished. */
    record End() implements ConversationEvent {}

    /** The conversation cannot go on. */
    record Fail() implements ConversationEvent {}
}
