package dev.charla.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaApplication;
import dev.charla.boot.agent.VoiceAgent;
import dev.charla.boot.event.ConversationEvents;
import dev.charla.boot.event.StepTaken;
import dev.charla.boot.flow.Exit;
import dev.charla.boot.flow.Step;
import dev.charla.conversation.flow.Then;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.test.annotation.DirtiesContext;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * An agent takes a caller through a flow: the engine inside is the service, and a chat model made
 * by hand calls what the caller names, and says which step's instructions it has.
 */
@SpringBootTest(
        classes = {CharlaApplication.class, FlowIT.Application.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext // an application of its own, which need not wait in memory
class FlowIT {
    @LocalServerPort int port;

    @Autowired Listener listener;

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        FrontDesk frontDesk() {
            return new FrontDesk();
        }

        @Bean
        Calendar calendar() {
            return new Calendar();
        }

        @Bean
        Listener listener() {
            return new Listener();
        }

        /** The starter has it; the program has nobody who listens. */
        @Bean
        ConversationEvents events(ApplicationEventPublisher publisher) {
            return new ConversationEvents(publisher);
        }

        @Bean
        ChatModel model() {
            return new Model();
        }
    }

    static class Listener {
        private final BlockingQueue<StepTaken> steps = new LinkedBlockingQueue<>(100);

        @EventListener
        void step(StepTaken step) {
            steps.add(step);
        }
    }

    static class Calendar {
        String free(LocalDate day) {
            return "Ten on " + day + ".";
        }
    }

    @VoiceAgent(name = "front-desk", instructions = "You answer the DOOR.")
    static class FrontDesk {
        @Exit(description = "The caller wants an appointment")
        Booking.Choose book() {
            return new Booking.Choose();
        }
    }

    sealed interface Booking {
        @Step(first = true, instructions = "You are CHOOSING.")
        record Choose() implements Booking {
            @Exit(description = "The caller has chosen")
            When chosen(String what) {
                if (what.equals("magic")) {
                    throw new IllegalStateException("No dentist does that.");
                }
                return new When(what);
            }
        }

        @Step(instructions = "You are TIMING a {what}.")
        record When(String what) implements Booking {
            @Tool(description = "Free times on a day")
            String free(LocalDate day, @Autowired Calendar calendar) {
                return calendar.free(day);
            }

            @Exit(description = "The caller takes a time")
            Booked taken() {
                return new Booked();
            }
        }

        @Step(instructions = "You have BOOKED it.", then = Then.AGENT)
        record Booked() implements Booking {}
    }

    /** Words in capitals are where it is; what it is told to call stands before the arguments. */
    private static final class Model extends StreamingModel {
        @Override
        public Flux<ChatResponse> stream(Prompt prompt) {
            String system = String.valueOf(prompt.getSystemMessage().getText());
            String where =
                    List.of("CHOOSING", "TIMING a filling", "BOOKED", "DOOR").stream()
                            .filter(system::contains)
                            .findFirst()
                            .orElse("NOWHERE");
            for (Message last : prompt.getInstructions().reversed()) {
                if (last instanceof ToolResponseMessage results) {
                    return Flux.just(part(where + ": " + resultOf(results)));
                }
                if (last instanceof UserMessage words) {
                    return Flux.just(named(String.valueOf(words.getText())));
                }
            }
            return Flux.just(part("Hello."));
        }

        private ChatResponse named(String words) {
            int space = words.indexOf(' ');
            String tool = space < 0 ? words : words.substring(0, space);
            String arguments = space < 0 ? "{}" : words.substring(space + 1);
            return calling(tool, arguments);
        }
    }

    @Test
    void aCallerIsTakenThroughAFlowAndTheAgentIsItselfAgain() throws Exception {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");

            says(page, "book", "CHOOSING: Done.", 1);
            says(page, "chosen {\"what\":\"magic\"}", "CHOOSING: The tool failed: No dentist", 2);
            says(page, "chosen {\"what\":\"filling\"}", "TIMING a filling: Done.", 3);
            says(page, "free {\"day\":\"2027-01-04\"}", "TIMING a filling: Ten on 2027-01-04.", 4);
            says(page, "chosen {\"what\":\"filling\"}", "TIMING a filling: This tool is not", 5);
            says(page, "taken", "BOOKED: Done.", 6);

            assertThat(steps(4))
                    .containsExactly(
                            "null > Choose", "Choose > When", "When > Booked", "Booked > null");
            says(page, "free {\"day\":\"2027-01-04\"}", "DOOR: This tool is not", 7);
        }
    }

    private static void says(Caller page, String typed, String answer, int answers)
            throws Exception {
        page.send("{\"type\":\"text\",\"text\":\"" + typed.replace("\"", "\\\"") + "\"}");
        page.await(message -> says(message, answer));
        page.await(FlowIT::isSpoken, answers);
    }

    private List<String> steps(int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        while (taken.size() < count) {
            StepTaken step =
                    Objects.requireNonNull(
                            listener.steps.poll(60, TimeUnit.SECONDS), "a step after " + taken);
            assertThat(step.flow()).isEqualTo("Booking");
            assertThat(step.agent()).isEqualTo("front-desk");
            taken.add(step.from() + " > " + step.to());
        }
        return taken;
    }

    /** The audio of what was said has come, all of it. */
    private static boolean isSpoken(JsonNode message) {
        return message.path("type").asString("").equals("playback.end")
                && message.path("samples").asLong(0) > 0;
    }

    private static boolean says(JsonNode message, String words) {
        return message.path("role").asString("").equals("agent")
                && message.path("text").asString("").startsWith(words)
                && message.path("final").asBoolean(false);
    }
}
