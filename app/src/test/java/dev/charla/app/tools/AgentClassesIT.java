package dev.charla.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaApplication;
import dev.charla.boot.agent.HandOff;
import dev.charla.boot.agent.VoiceAgent;
import dev.charla.conversation.function.Conversation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * Two agents that are classes of the application's own: the engine inside is the service, a chat
 * model made by hand answers, and one hands the caller to the other and back.
 */
@SpringBootTest(
        classes = {CharlaApplication.class, AgentClassesIT.Application.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext // an application of its own, which need not wait in memory
class AgentClassesIT {
    @LocalServerPort int port;

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        FrontDesk frontDesk() {
            return new FrontDesk();
        }

        @Bean
        Billing billing() {
            return new Billing();
        }

        @Bean
        ChatModel model() {
            return new Model();
        }
    }

    @VoiceAgent(
            name = "front-desk",
            title = "Front desk",
            instructions = "You answer the door.",
            voice = "alloy")
    @org.springframework.core.annotation.Order(1)
    static class FrontDesk {
        @HandOff(to = Billing.class, description = "Bills and payments")
        void billing() {}
    }

    @VoiceAgent(
            name = "billing",
            title = "Billing",
            instructions = "You answer for bills.",
            voice = "echo",
            greeting = "Billing, good morning.")
    static class Billing {
        @Tool(description = "How many invoices the caller has")
        int invoices(Conversation conversation) {
            conversation.attributes().put("asked", true);
            return conversation.agent().equals("billing") ? 2 : 0;
        }

        @HandOff(to = FrontDesk.class, description = "Anything but bills")
        void desk() {}
    }

    /** Calls the tool that the caller names, and says what came of it, once each. */
    private static final class Model extends StreamingModel {
        @Override
        public Flux<ChatResponse> stream(Prompt prompt) {
            List<Message> said = prompt.getInstructions();
            String who =
                    String.valueOf(prompt.getSystemMessage().getText()).contains("bills")
                            ? "bills"
                            : "door";
            for (Message last : said.reversed()) {
                if (last instanceof ToolResponseMessage results) {
                    return Flux.just(part("The " + who + ": " + resultOf(results) + "."));
                }
                if (last instanceof UserMessage words) {
                    return Flux.just(calling(String.valueOf(words.getText()), "{}"));
                }
            }
            return Flux.just(part("Hello."));
        }
    }

    @Test
    void aCallerIsHandedToAnotherAgentAndBackAndEachHasItsTools() throws Exception {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"billing\"}");

            JsonNode billing = page.await(AgentClassesIT::isAgent);
            assertThat(billing.path("name").asString()).isEqualTo("billing");
            assertThat(billing.path("title").asString()).isEqualTo("Billing");
            page.await(message -> says(message, "Billing, good morning."));
            page.await(AgentClassesIT::isSpoken);

            page.send("{\"type\":\"text\",\"text\":\"invoices\"}");
            page.await(message -> says(message, "The bills: 2."));
            page.await(AgentClassesIT::isSpoken, 2);

            // Its voice was heard, so the front desk needs a session of its own.
            page.send("{\"type\":\"text\",\"text\":\"desk\"}");
            JsonNode desk = page.await(AgentClassesIT::isAgent, 2);
            assertThat(desk.path("name").asString()).isEqualTo("front-desk");
            page.await(message -> says(message, "The door:"));
        }
    }

    private static boolean isAgent(JsonNode message) {
        return message.path("type").asString("").equals("agent");
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
