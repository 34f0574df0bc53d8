package dev.charla.boot.test;

import dev.charla.boot.agent.HandOff;
import dev.charla.boot.agent.VoiceAgent;
import dev.charla.conversation.annotation.WhileWorking;
import dev.charla.conversation.function.Conversation;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** An application with two agents. */
@SpringBootApplication
public class Practice {
    /** What is slow outside of tests. */
    @Component
    static class Calendar {
        List<LocalTime> free(LocalDate day) {
            throw new IllegalStateException("There is no calendar on " + day + ".");
        }
    }

    /** The agent that callers talk with first. */
    @VoiceAgent(name = "front-desk", instructions = "You are the front desk, and {caller} calls.")
    static class FrontDesk {
        private final Calendar calendar;

        FrontDesk(Calendar calendar) {
            this.calendar = calendar;
        }

        @Tool(description = "Free times on a day")
        @WhileWorking(say = "I am looking at the calendar.", after = "800ms", again = "6s")
        List<LocalTime> free(LocalDate day) {
            return calendar.free(day);
        }

        @Tool(description = "Who calls")
        String who(Conversation conversation) {
            return String.valueOf(conversation.caller());
        }

        @HandOff(to = Billing.class, description = "Bills")
        void billing() {}
    }

    /** The other one. */
    @VoiceAgent(name = "billing", title = "Billing", greeting = "This is billing.")
    static class Billing {}
}
