package org.example.frontdesk;

import dev.charla.boot.agent.HandOff;
import dev.charla.boot.agent.VoiceAgent;
import dev.charla.conversation.function.Conversation;
import java.util.Map;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.core.annotation.Order;

/** The agent for bills. The front desk hands callers to it, and it hands them back. */
@Order(2)
@VoiceAgent(
        name = "billing",
        title = "Billing",
        instructions =
                "You answer questions of {caller} about the bills of a dentist's practice. Say who"
                        + " you are when a caller is handed to you.")
class Billing {
    private static final Map<String, Integer> OPEN_EUROS = Map.of("ana", 120);

    /** The amount in euros, and nothing else. */
    record Bill(int euros) {}

    @Tool(description = "What the caller still has to pay")
    Bill openBill(Conversation conversation) {
        Integer euros = OPEN_EUROS.get(conversation.caller());
        return euros == null ? null : new Bill(euros);
    }

    @HandOff(to = FrontDesk.class, description = "Anything but bills and payments")
    void frontDesk() {}
}
