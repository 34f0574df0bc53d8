package dev.charla.conversation.options;

import dev.charla.conversation.browser.CallerState;
import dev.charla.conversation.browser.PageMessage.Latency;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Told what a conversation does, for metrics and traces; never what was said. Calls come on the
 * session's loop, must not block and must not throw. Every method does nothing unless overridden.
 */
public interface ConversationObserver {
    /** Observes nothing. */
    ConversationObserver NONE = new ConversationObserver() {};

    /** The caller is shown another state. */
    default void stateChanged(CallerState state) {}

    /** An answer became audible. */
    default void answered(Latency latency) {}

    /**
     * The page stopped playing because it was told to.
     *
     * @param bySpeech whether the caller's voice was the reason, not a button or typed words
     * @param took from telling the page to its answer; the full waiting time when none came
     * @param told whether the page answered at all
     */
    default void playbackStopped(boolean bySpeech, Duration took, boolean told) {}

    /** Speech was heard that had no words in it, and nothing answered it. */
    default void turnVoid() {}

    /** A notice went to the page; its code is from a closed list. */
    default void noticed(String code) {}

    /** The service reported an error; {@code harmless} when it means nothing to the caller. */
    default void serviceError(boolean harmless) {}

    /** The service sent an event this version does not know. */
    default void unknownEvent() {}

    /** The page sent a message this version does not know. */
    default void unknownMessage() {}

    /** Audio of the service came for a response that was stopped or had ended, and was dropped. */
    default void staleAudio(long samples) {}

    /**
     * Audio of the caller was dropped: it came too early and too much of it, while muted, or faster
     * than the service took it.
     */
    default void callerAudioDropped(long bytes) {}

    /** The page was so slow to take audio that the service is held back; once per episode. */
    default void pageHeldBack() {}

    /** An answer is over and used so many tokens, of both sides, as the service counts them. */
    default void used(long tokens) {}

    /**
     * A tool of the application's own was answered for, whether it was run or not.
     *
     * @param name of the tool, of those that the conversation was given
     * @param took from the call to its result
     */
    default void toolCalled(String name, boolean failed, Duration took) {}

    /**
     * The caller talks with another agent now.
     *
     * @param from name of the agent before
     */
    default void handedOff(String from, String to) {}

    /**
     * The agent takes the caller through another step of a flow from now on.
     *
     * @param flow what the flow is called
     * @param from the step before; null when the flow was entered
     * @param to the step now; null when the flow is over
     */
    default void stepTaken(String flow, @Nullable String from, @Nullable String to) {}

    /** A tool brought something after its call had been answered, which was dropped. */
    default void toolLate() {}

    /**
     * A guard did not let words pass.
     *
     * @param guard its name, of those that the conversation was given
     * @param replaced whether other words took their place
     */
    default void guardRuled(String guard, boolean replaced) {}

    /** A guard could not decide, or not in time. */
    default void guardFailed(String guard) {}

    /**
     * The connection to the service broke, and is being made again.
     *
     * @param code why, from the closed list of {@link dev.charla.client.CloseCause}
     */
    default void serviceLost(String code) {}

    /** The service is back; {@code gap} is how long the conversation was without it. */
    default void serviceRegained(Duration gap) {}

    /** A session was replaced before its end, and the caller did not notice. */
    default void sessionRenewed() {}

    /** The page's socket is gone; the conversation waits for it. */
    default void pageAway() {}

    /** The page is back after so long. */
    default void pageBack(Duration away) {}

    /**
     * The conversation is over; told once.
     *
     * @param code as the page is told, from a closed list
     */
    default void ended(String code, boolean failed, Duration age) {}
}
