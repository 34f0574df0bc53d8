package org.example.frontdesk;

import dev.charla.boot.agent.HandOff;
import dev.charla.boot.agent.VoiceAgent;
import dev.charla.conversation.annotation.AskFirst;
import dev.charla.conversation.annotation.Guard;
import dev.charla.conversation.annotation.Once;
import dev.charla.conversation.annotation.WhileWorking;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Verdict;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.core.annotation.Order;

/** The agent that callers talk with first. */
@Order(1)
@VoiceAgent(name = "front-desk", title = "Front desk", instructions = "classpath:front-desk.md")
class FrontDesk {
    private final Calendar calendar;

    FrontDesk(Calendar calendar) {
        this.calendar = calendar;
    }

    @Tool(description = "Free times of the dentist on a day")
    @WhileWorking(say = "I am looking at the calendar.", after = "800ms", again = "6s")
    List<LocalTime> freeTimes(LocalDate day) {
        return calendar.free(day);
    }

    /** The caller is who signed in, and nobody that a model could make up. */
    @Tool(description = "Book one of the free times for the caller")
    @AskFirst("Shall I book it?")
    @Once
    Calendar.Slot book(LocalDate day, LocalTime time, Conversation conversation) {
        return calendar.book(day, time, conversation.caller());
    }

    @Tool(description = "The caller's own appointments")
    List<Calendar.Slot> appointments(Conversation conversation) {
        return calendar.of(conversation.caller());
    }

    @HandOff(to = Billing.class, description = "Questions about bills and payments")
    void billing() {}

    @Guard(Guarded.AGENT_SPEECH)
    Verdict noDiagnosis(String soFar) {
        return soFar.matches("(?is).*\\byou (probably )?have (a |an )?(cavity|infection|abscess).*")
                ? Verdict.stop("The front desk makes no diagnosis.", "Please ask the dentist about that.")
                : Verdict.pass();
    }

    /** The agent is not told of it, and does not look for a free time. */
    @Guard(Guarded.CALLER_WORDS)
    Verdict emergencies(String soFar) {
        return soFar.matches("(?is).*\\bemergency\\b.*")
                ? Verdict.stop(
                        "In an emergency call the emergency number.",
                        "Please hang up and call one one two.")
                : Verdict.pass();
    }
}
