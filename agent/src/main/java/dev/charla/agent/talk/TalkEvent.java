package dev.charla.agent.talk;

import dev.charla.protocol.ResponseId;

/** Something that happened to a talk. */
public sealed interface TalkEvent {
    /** The service is to be reached. */
    record Begin() implements TalkEvent {}

    /** The service has accepted the settings of the session. */
    record ServiceReady() implements TalkEvent {}

    /**
     * The connection to the service is gone, and with it whatever it was making.
     *
     * @param answerOwed whether the caller said something of whose answer nothing came
     */
    record ServiceLost(boolean answerOwed) implements TalkEvent {}

    /**
     * The service hears the caller begin to speak.
     *
     * @param interrupts whether that stops the agent
     */
    record CallerOnset(boolean interrupts) implements TalkEvent {}

    /** The service heard the end of the caller's turn. */
    record CallerOffset() implements TalkEvent {}

    /**
     * What the caller said came to nothing: no words were heard in it, and no answer to it began.
     *
     * @param answerOwed whether an earlier turn lost its answer to it
     */
    record TurnVoid(boolean answerOwed) implements TalkEvent {}

    /**
     * An answer is wanted that the service does not begin by itself: to typed words, a greeting.
     */
    record AnswerWanted() implements TalkEvent {}

    /**
     * A tool that the service uses has brought something, or was not allowed to: the agent is to go
     * on with that, which the service does not by itself.
     */
    record ToolAnswered() implements TalkEvent {}

    /** The caller pressed <em>Interrupt</em>. */
    record Interrupted() implements TalkEvent {}

    /** The service began to make a response. */
    record ResponseBegan(ResponseId response) implements TalkEvent {}

    /** The service will send nothing more of a response, whatever became of it. */
    record ResponseOver(ResponseId response) implements TalkEvent {}

    /**
     * The service did not take the request for a response.
     *
     * @param busy because it is still making another one
     */
    record ResponseRefused(boolean busy) implements TalkEvent {}

    /** There was nothing to cancel any more. */
    record CancelMissed() implements TalkEvent {}

    /** The first audio of a playout came from the service. */
    record SoundBegan(long playout) implements TalkEvent {}

    /** The page has played a playout to its end, or gave it up. */
    record SoundOver(long playout) implements TalkEvent {}

    /** The talk ends as somebody wished. */
    record End() implements TalkEvent {}

    /** The talk cannot go on. */
    record Fail() implements TalkEvent {}
}
