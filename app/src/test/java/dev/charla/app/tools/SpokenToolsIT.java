package dev.charla.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.app.Caller;
import dev.charla.app.CharlaApplication;
import dev.charla.boot.tools.SpokenCalls;
import dev.charla.conversation.annotation.Deadline;
import dev.charla.conversation.annotation.WhileWorking;
import dev.charla.conversation.capture.Capture;
import dev.charla.conversation.function.ToolCall;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/**
 * Methods of the application's own are called by an agent: the engine inside is the service, a chat
 * model made by hand answers, and the engine's own voice speaks.
 */
@SpringBootTest(
        classes = {CharlaApplication.class, SpokenToolsIT.Application.class},
        properties = "charla.agent.tools=freeTimes,confirm",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext // an application of its own, which need not wait in memory
class SpokenToolsIT {
    private static final String WORDS = "I am looking at the calendar.";
    private static final String QUESTION = "Which address shall I write to?";

    @LocalServerPort int port;
    @Autowired Calendar calendar;

    @Configuration(proxyBeanMethods = false)
    static class Application {
        @Bean
        Calendar calendar() {
            return new Calendar();
        }

        @Bean
        Post post() {
            return new Post();
        }

        @Bean
        ChatModel receptionist() {
            return new Receptionist();
        }
    }

    /** Answers when the test lets it. */
    static class Calendar {
        private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private volatile @Nullable ToolCall call; // written by the tool's thread

        @Tool(description = "Free times of the dentist on a day of the week")
        @WhileWorking(say = WORDS, after = "50ms")
        @Deadline("5m") // the voice may have to be loaded meanwhile, on a machine that has no time
        String freeTimes(String day, ToolContext context) throws InterruptedException {
            call = SpokenCalls.of(context);
            asked.add(day);
            return answers.take();
        }
    }

    /** Asks for an address, as long as it takes. */
    static class Post {
        @Tool(description = "Send the caller a confirmation by e-mail")
        String confirm(ToolContext context) throws InterruptedException {
            ToolCall call = Objects.requireNonNull(SpokenCalls.of(context));
            return call.ask(Capture.email(QUESTION)).orElse("nobody");
        }
    }

    /** Calls a tool for every question, and says what came of it. */
    private static final class Receptionist extends StreamingModel {
        @Override
        public Flux<ChatResponse> stream(Prompt prompt) {
            List<Message> said = prompt.getInstructions();
            if (said.stream().anyMatch(message -> asksForMail(message))) {
                return confirmed(said);
            }
            for (Message last : said.reversed()) {
                if (last instanceof ToolResponseMessage results) {
                    return Flux.just(
                            part("On Monday "), part("there is " + resultOf(results) + "."));
                }
                if (last instanceof UserMessage) {
                    break;
                }
            }
            return Flux.just(calling("freeTimes", "{\"day\":\"Monday\"}"));
        }

        private static boolean asksForMail(Message message) {
            return message instanceof UserMessage
                    && String.valueOf(message.getText()).contains("confirmation");
        }

        private Flux<ChatResponse> confirmed(List<Message> said) {
            for (Message each : said) {
                if (each instanceof ToolResponseMessage results) {
                    return Flux.just(part("I wrote to " + resultOf(results) + "."));
                }
            }
            return Flux.just(calling("confirm", "{}"));
        }
    }

    @Test
    void aQuestionCallsTheMethodWordsAreSaidMeanwhileAndTheResultIsSpoken() throws Exception {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"Is Monday free?\"}");

            assertThat(calendar.asked.poll(60, TimeUnit.SECONDS)).isEqualTo("Monday");
            JsonNode running = page.await(message -> isCard(message, "running"));
            assertThat(running.path("name").asString()).isEqualTo("freeTimes");
            page.await(message -> says(message, WORDS));
            calendar.answers.add("ten o'clock");

            JsonNode done = page.await(message -> isCard(message, "done"));
            assertThat(done.path("result").asString()).contains("ten o'clock");
            page.await(message -> says(message, "On Monday there is ten o'clock."));
            page.await(SpokenToolsIT::isSpoken, 2);
            assertThat(Objects.requireNonNull(calendar.call).caller()).isNull();
            assertThat(calendar.asked).as("further calls").isEmpty();
        }
    }

    @Test
    void aToolAsksForAnAddressAloudAndTakesWhatIsTyped() {
        try (Caller page = Caller.page(port)) {
            page.awaitState("ready");
            page.send("{\"type\":\"text\",\"text\":\"Send me a confirmation.\"}");

            page.await(message -> says(message, QUESTION));
            page.send("{\"type\":\"text\",\"text\":\"anna.lee@example.com\"}");

            JsonNode done = page.await(message -> isCard(message, "done"));
            assertThat(done.path("name").asString()).isEqualTo("confirm");
            assertThat(done.path("result").asString()).contains("anna.lee@example.com");
            page.await(message -> says(message, "I wrote to anna.lee@example.com."));
        }
    }

    private static boolean isCard(JsonNode message, String status) {
        return message.path("type").asString("").equals("tool")
                && message.path("status").asString("").equals(status);
    }

    /** The audio of what was said has come, all of it. */
    private static boolean isSpoken(JsonNode message) {
        return message.path("type").asString("").equals("playback.end")
                && message.path("samples").asLong(0) > 0;
    }

    private static boolean says(JsonNode message, String words) {
        return message.path("role").asString("").equals("agent")
                && message.path("text").asString("").equals(words)
                && message.path("final").asBoolean(false);
    }
}
