package dev.charla.boot.event;

import org.jspecify.annotations.Nullable;

/**
 * An agent takes the caller through another step of a flow from now on. Published as {@link
 * ConversationStarted} is. What is known in the step is not in it.
 *
 * @param conversation its id
 * @param agent name of the agent that the caller talks with
 * @param user whose it is
 * @param flow what the flow is called
 * @param from the step before; null when the flow was entered
 * @param to the step now; null when the flow is over
 */
public record StepTaken(
        String conversation,
        String agent,
        String user,
        String flow,
        @Nullable String from,
        @Nullable String to) {}
