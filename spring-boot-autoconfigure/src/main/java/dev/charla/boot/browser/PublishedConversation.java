package dev.charla.boot.browser;

import dev.charla.boot.event.ConversationEnded;
import dev.charla.boot.event.ConversationEvents;
import dev.charla.boot.event.ConversationStarted;
import dev.charla.boot.event.HandedOff;
import dev.charla.boot.event.StepTaken;
import dev.charla.boot.event.ToolCalled;
import dev.charla.boot.event.TurnEnded;
import dev.charla.conversation.browser.PageMessage.Latency;
import dev.charla.conversation.options.ConversationObserver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes events of the application of what a conversation does. On the conversation's loop. */
final class PublishedConversation implements ConversationObserver {
    private final ConversationEvents events;
    private final String conversation;
    private final String user;
    private String agent;

    /** Publishes that it has begun. */
    PublishedConversation(
            ConversationEvents events, String conversation, String agent, String user) {
        this.events = events;
        this.conversation = conversation;
        this.agent = agent;
        this.user = user;
        events.publish(new ConversationStarted(conversation, agent, user));
    }

    @Override
    public void answered(Latency latency) {
        events.publish(
                new TurnEnded(
                        conversation,
                        agent,
                        user,
                        latency.turn(),
                        Duration.ofMillis(latency.totalMs())));
    }

    @Override
    public void toolCalled(String name, boolean failed, Duration took) {
        events.publish(new ToolCalled(conversation, agent, user, name, failed, took));
    }

    @Override
    public void handedOff(String from, String to) {
        agent = to;
        events.publish(new HandedOff(conversation, from, to, user));
    }

    @Override
    public void stepTaken(String flow, @Nullable String from, @Nullable String to) {
        events.publish(new StepTaken(conversation, agent, user, flow, from, to));
    }

    @Override
    public void ended(String code, boolean failed, Duration age) {
        events.publish(new ConversationEnded(conversation, agent, user, code, failed, age));
    }
}
