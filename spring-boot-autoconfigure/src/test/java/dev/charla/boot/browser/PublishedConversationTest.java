package dev.charla.boot.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.boot.event.ConversationEnded;
import dev.charla.boot.event.ConversationEvents;
import dev.charla.boot.event.ConversationStarted;
import dev.charla.boot.event.HandedOff;
import dev.charla.boot.event.StepTaken;
import dev.charla.boot.event.ToolCalled;
import dev.charla.boot.event.TurnEnded;
import dev.charla.conversation.browser.PageMessage.Latency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an application hears of a conversation. */
class PublishedConversationTest {
    @Test
    void eachEventNamesTheAgentThatTheCallerTalksWith() {
        List<Object> heard = Collections.synchronizedList(new ArrayList<>());
        var events = new ConversationEvents(heard::add);
        events.start();
        var conversation = new PublishedConversation(events, "conversation_1", "desk", "ana");

        conversation.answered(new Latency(1, 1, 830, List.of()));
        conversation.toolCalled("billing", false, Duration.ofMillis(4));
        conversation.stepTaken("Booking", null, "Choose");
        conversation.handedOff("desk", "billing");
        conversation.toolCalled("invoices", true, Duration.ofSeconds(2));
        conversation.ended("stopped", false, Duration.ofMinutes(3));
        events.stop();

        assertThat(heard)
                .containsExactly(
                        new ConversationStarted("conversation_1", "desk", "ana"),
                        new TurnEnded("conversation_1", "desk", "ana", 1, Duration.ofMillis(830)),
                        new ToolCalled(
                                "conversation_1",
                                "desk",
                                "ana",
                                "billing",
                                false,
                                Duration.ofMillis(4)),
                        new StepTaken("conversation_1", "desk", "ana", "Booking", null, "Choose"),
                        new HandedOff("conversation_1", "desk", "billing", "ana"),
                        new ToolCalled(
                                "conversation_1",
                                "billing",
                                "ana",
                                "invoices",
                                true,
                                Duration.ofSeconds(2)),
                        new ConversationEnded(
                                "conversation_1",
                                "billing",
                                "ana",
                                "stopped",
                                false,
                                Duration.ofMinutes(3)));
    }
}
