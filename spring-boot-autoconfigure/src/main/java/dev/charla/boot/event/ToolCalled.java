package dev.charla.boot.event;

import java.time.Duration;

/**
 * A tool of the application's own was answered for, whether it was run or not. Published as {@link
 * ConversationStarted} is. What it was given and what came of it are not in it.
 *
 * @param conversation its id
 * @param agent name of the agent that the caller talks with
 * @param user whose it is
 * @param tool its name
 * @param failed whether the agent was told of a failure
 * @param took from the call to its result
 */
public record ToolCalled(
        String conversation,
        String agent,
        String user,
        String tool,
        boolean failed,
        Duration took) {}
