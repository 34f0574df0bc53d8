package dev.charla.boot.event;

import java.time.Duration;

/**
 * A page's conversation is over. Published as {@link ConversationStarted} is.
 *
 * @param conversation its id
 * @param agent name of the agent that the caller talked with last
 * @param user whose it was
 * @param code why it ended, as docs/browser-leg.md lists the codes of {@code ended}
 * @param failed whether it was meant to go on
 * @param age how long it lasted
 */
public record ConversationEnded(
        String conversation,
        String agent,
        String user,
        String code,
        boolean failed,
        Duration age) {}
