package dev.charla.boot.flow;

import dev.charla.conversation.annotation.Once;
import dev.charla.conversation.flow.Then;
import dev.charla.conversation.function.Conversation;
import java.time.LocalDate;
import java.util.List;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Autowired;

// The flow that docs/agents.md shows, word for word.
public sealed interface Booking {
    @Exit(description = "The caller wants something else")
    default void leave() {}

    @Step(first = true, instructions = "Find out which treatment the caller wants.")
    record Choose() implements Booking {
        @Exit(description = "The caller has chosen a treatment")
        When chosen(Treatment treatment) {
            return new When(treatment);
        }
    }

    @Step(instructions = "Find a time for the {treatment}. Name three free times at most.")
    record When(Treatment treatment) implements Booking {
        @Tool(description = "Free times on a day")
        List<String> free(LocalDate day, @Autowired Calendar calendar) {
            return calendar.free(day, treatment);
        }

        @Exit(description = "The caller takes one of the free times")
        Confirm taken(LocalDate day, String time) {
            return new Confirm(treatment, day, time);
        }
    }

    @Step(instructions = "Ask whether to book the {treatment} on {day} at {time}.")
    record Confirm(Treatment treatment, LocalDate day, String time) implements Booking {
        @Exit(description = "The caller agrees")
        @Once
        Booked agreed(@Autowired Calendar calendar, Conversation conversation) {
            return new Booked(calendar.book(day, time, conversation.caller()));
        }

        @Exit(description = "The caller wants another time")
        When otherTime() {
            return new When(treatment);
        }
    }

    @Step(instructions = "Say that it is booked, and the number {number}.", then = Then.AGENT)
    record Booked(int number) implements Booking {}
}
