package dev.charla.boot.event;

import java.time.Duration;

/**
 * A turn of the caller was answered: the answer began to be heard. Published as {@link
 * ConversationStarted} is. What was said is not in it.
 *
 * @param conversation its id
 * @param agent name of the agent that answers
 * @param user whose it is
 * @param turn counts the caller's turns from 1
 * @param latency from the end of the caller's speech, or from the arrival of typed words, to the
 *     first audible sample
 */
public record TurnEnded(
        String conversation, String agent, String user, long turn, Duration latency) {}
