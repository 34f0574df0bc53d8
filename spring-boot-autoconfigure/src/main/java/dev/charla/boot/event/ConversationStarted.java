package dev.charla.boot.event;

/**
 * A page's conversation has begun. Published as an ordinary application event, on a thread of
 * Charla's on which listeners may take their time; those of one conversation come in order.
 *
 * @param conversation its id, which the log has as well
 * @param agent name of the agent
 * @param user whose it is, as the application's login names them; {@code anyone} without one
 */
public record ConversationStarted(String conversation, String agent, String user) {}
