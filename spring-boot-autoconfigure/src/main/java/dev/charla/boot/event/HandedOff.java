package dev.charla.boot.event;

/**
 * A caller talks with another agent from now on. Published as {@link ConversationStarted} is.
 *
 * @param conversation its id
 * @param from name of the agent before
 * @param to name of the agent now
 * @param user whose it is
 */
public record HandedOff(String conversation, String from, String to, String user) {}
