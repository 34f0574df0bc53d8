package dev.charla.test;

import static dev.charla.test.time.VirtualTime.after;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.function.WaitingWords;
import dev.charla.conversation.options.AgentName;
import dev.charla.conversation.options.Agents;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.options.Greeting;
import java.util.List;

/** The agent that is rehearsed here: looks into a slow calendar, books, and hands on for bills. */
final class FrontDeskAgent {
    private static final ToolManner SLOW =
            ToolManner.DEFAULT.withWhileWorking(
                    new WaitingWords(
                            List.of("I am looking at the calendar."), ofMillis(800), ofSeconds(6)));

    private FrontDeskAgent() {}

    static ConversationOptions agent() {
        return ConversationOptions.builder()
                .agent(new AgentName("front-desk", "Front desk"))
                .functions(
                        FunctionTools.of(
                                List.of(
                                        new TestTool(
                                                "free",
                                                SLOW,
                                                (_, _) -> after(ofSeconds(4), "nine, ten thirty")),
                                        new TestTool(
                                                "book",
                                                ToolManner.DEFAULT.askingFirst(null),
                                                (_, _) -> "booked"),
                                        TestTool.of(
                                                "billing",
                                                (_, call) -> {
                                                    call.conversation().handOff("billing");
                                                    return "The caller is handed on.";
                                                }))))
                .agents(new Others())
                .build();
    }

    private static final class Others implements Agents {
        @Override
        public ConversationOptions named(String name) {
            return ConversationOptions.builder()
                    .agent(new AgentName(name, "Billing"))
                    .greeting(new Greeting.Said("This is billing."))
                    .build();
        }

        @Override
        public String nameOf(Class<?> agent) {
            throw new IllegalArgumentException("There is no such agent.");
        }
    }
}
