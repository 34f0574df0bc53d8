package dev.charla.boot.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.conversation.capture.Capture;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.ToolCall;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A tool with a parameter for the conversation that calls it. */
class ConversationMethodTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withUserConfiguration(ToolsConfiguration.class)
                    .withBean(Calendar.class);

    record Guest(String name, int seats) {}

    static class Calendar {
        @Tool(description = "Free times on a day")
        List<String> free(LocalDate day, Conversation conversation) {
            return List.of(day + " for " + conversation.caller());
        }

        @Tool(description = "Book a table")
        String book(
                Conversation conversation,
                List<Guest> guests,
                @ToolParam(required = false) @Nullable Integer hour,
                ToolContext context) {
            var same = Objects.requireNonNull(SpokenCalls.of(context)).conversation();
            return "For "
                    + guests
                    + " at "
                    + hour
                    + (same.equals(conversation) ? "" : " elsewhere");
        }

        @Tool(description = "Fails")
        String fails(Conversation conversation) throws java.io.IOException {
            throw new java.io.IOException("The calendar is closed.");
        }

        @Tool(description = "Hangs up")
        void bye(Conversation conversation) {
            conversation.end("Goodbye.");
        }
    }

    /** Keeps what it is asked for. */
    private static final class Recording implements Conversation, ToolCall {
        private final List<String> asked = new ArrayList<>();
        private final Map<String, Object> attributes = new HashMap<>();

        @Override
        public String id() {
            return "call_1";
        }

        @Override
        public String caller() {
            return "ana";
        }

        @Override
        public Conversation conversation() {
            return this;
        }

        @Override
        public <T> Optional<T> ask(Capture<T> capture) {
            return Optional.empty();
        }

        @Override
        public boolean over() {
            return false;
        }

        @Override
        public String agent() {
            return "desk";
        }

        @Override
        public Map<String, Object> attributes() {
            return attributes;
        }

        @Override
        public void progress(String words) {
            asked.add("progress " + words);
        }

        @Override
        public void say(String words) {
            asked.add("say " + words);
        }

        @Override
        public void end(String lastWords) {
            asked.add("end " + lastWords);
        }

        @Override
        public void handOff(String agent) {
            asked.add("to " + agent);
        }

        @Override
        public void handOff(Class<?> agent) {
            asked.add("to " + agent.getSimpleName());
        }
    }

    @Test
    void theParameterIsNoPartOfTheSchema() {
        application.run(context -> {
            var schema = tool(context.getBean(AgentTools.class), "free").parameters();

            assertThat(schema.path("properties").propertyNames()).containsExactly("day");
            assertThat(schema.path("required").toString()).isEqualTo("[\"day\"]");
            assertThat(
                            tool(context.getBean(AgentTools.class), "bye")
                                    .parameters()
                                    .path("properties")
                                    .isEmpty())
                    .isTrue();
        });
    }

    @Test
    void theMethodGetsItsArgumentsAndTheConversation() {
        application.run(context -> {
            var tools = context.getBean(AgentTools.class);

            assertThat(tool(tools, "free").call("{\"day\":\"2026-12-01\"}", new Recording()))
                    .isEqualTo("[\"2026-12-01 for ana\"]");
            assertThat(
                            tool(tools, "book")
                                    .call(
                                            "{\"guests\":[{\"name\":\"Eva\",\"seats\":2}],\"hour\":9}",
                                            new Recording()))
                    .isEqualTo("\"For [Guest[name=Eva, seats=2]] at 9\"");
            assertThat(tool(tools, "book").call("{\"guests\":[]}", new Recording()))
                    .isEqualTo("\"For [] at null\"");
        });
    }

    @Test
    void whatItAsksForReachesTheConversation() {
        application.run(context -> {
            var recording = new Recording();

            var result = tool(context.getBean(AgentTools.class), "bye").call("{}", recording);

            assertThat(recording.asked).containsExactly("end Goodbye.");
            assertThat(result).isEqualTo("\"Done\"");
        });
    }

    @Test
    void whatItThrowsIsASentence() {
        application.run(context -> {
            var fails = tool(context.getBean(AgentTools.class), "fails");

            assertThatThrownBy(() -> fails.call("{}", new Recording()))
                    .hasMessage("The calendar is closed.")
                    .hasRootCauseInstanceOf(java.io.IOException.class);
        });
    }

    private static FunctionTool tool(AgentTools tools, String name) {
        FunctionTools named = tools.named("charla.agents.desk.tools", List.of(name));
        return Objects.requireNonNull(named.named(name));
    }
}
