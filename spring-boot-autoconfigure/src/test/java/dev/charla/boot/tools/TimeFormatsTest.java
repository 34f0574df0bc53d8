package dev.charla.boot.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.function.FunctionTool;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TimeFormatsTest {
    static class Calendar {
        @Tool(description = "Books")
        String book(LocalDate day, LocalTime time, DayOfWeek name, String note) {
            return day + " " + time + " " + name + " " + note;
        }

        @Tool(description = "Looks")
        String look(LocalDate day, Conversation conversation) {
            return day + " for " + conversation.agent();
        }
    }

    @Test
    void aModelIsToldHowDatesAndTimesAreWritten() {
        var book = tool("book").parameters().path("properties");

        assertThat(book.path("day").path("format").asString("")).isEqualTo("date");
        assertThat(book.path("time").path("format").asString("")).isEqualTo("time");
        assertThat(book.path("name").has("format")).isFalse();
        assertThat(book.path("note").has("format")).isFalse();
    }

    @Test
    void soItIsBesideAParameterForTheConversation() {
        var look = tool("look").parameters().path("properties");

        assertThat(look.path("day").path("format").asString("")).isEqualTo("date");
        assertThat(look.has("conversation")).isFalse();
    }

    private static FunctionTool tool(String name) {
        AtomicReference<FunctionTool> found = new AtomicReference<>();
        new ApplicationContextRunner()
                .withUserConfiguration(ToolsConfiguration.class)
                .withBean(Calendar.class)
                .run(context ->
                        found.set(
                                context.getBean(AgentTools.class)
                                        .named("charla.agent.tools", List.of(name))
                                        .tools()
                                        .getFirst()));
        return Objects.requireNonNull(found.get());
    }
}
