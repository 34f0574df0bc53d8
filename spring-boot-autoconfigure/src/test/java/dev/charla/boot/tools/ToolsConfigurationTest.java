package dev.charla.boot.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.annotation.AskFirst;
import dev.charla.conversation.annotation.Cancellable;
import dev.charla.conversation.annotation.Deadline;
import dev.charla.conversation.annotation.Once;
import dev.charla.conversation.annotation.ToolResult;
import dev.charla.conversation.annotation.WhileWorking;
import dev.charla.conversation.capture.Capture;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.Schedule;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.function.WaitingWords;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which tools of the application an agent gets, by what it names. */
class ToolsConfigurationTest {
    private static final String PLACE = "charla.agents.desk.tools";

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(ToolsConfiguration.class);

    static class Calendar {
        private final List<String> asked = new ArrayList<>();

        @Tool(description = "Free times on a day")
        @WhileWorking(
                say = {"I am looking.", "One moment more."},
                after = "500ms",
                again = "2s")
        @Deadline("10s")
        @ToolResult(schedule = Schedule.INTERRUPT)
        @Cancellable
        String free(@ToolParam(description = "of the week") String day, ToolContext context) {
            ToolCall call = Objects.requireNonNull(SpokenCalls.of(context));
            asked.add(day + " for " + call.caller());
            return "ten";
        }

        @Tool(description = "Book a time")
        @Once
        @AskFirst("Shall I book it?")
        int book(String time) {
            throw new IllegalStateException("No such time.");
        }
    }

    static class Undescribed {
        @Tool
        String secret() {
            return "";
        }
    }

    static class BadlyTimed {
        @Tool(description = "Waits")
        @Deadline("soon")
        String wait(String what) {
            return what;
        }
    }

    /** A tool by hand, such as a client of an MCP server is. */
    private record Callback(String name, String description, String schema)
            implements ToolCallback {
        @Override
        public ToolDefinition getToolDefinition() {
            return new ToolDefinition() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public String description() {
                    return description;
                }

                @Override
                public String inputSchema() {
                    return schema;
                }
            };
        }

        @Override
        public String call(String input) {
            return name + " of " + input;
        }
    }

    private record Plain(String name) implements FunctionTool {
        @Override
        public String description() {
            return "Plain.";
        }

        @Override
        public JsonNode parameters() {
            return JsonMapper.shared().readTree("{\"type\":\"object\"}");
        }

        @Override
        public String call(String arguments, ToolCall call) {
            return "plain";
        }
    }

    private record Call(@Nullable String caller) implements ToolCall {
        @Override
        public <T> Optional<T> ask(Capture<T> capture) {
            return Optional.empty();
        }

        @Override
        public String id() {
            return "call_1";
        }

        @Override
        public void progress(String words) {}

        @Override
        public Conversation conversation() {
            throw new AssertionError("not asked for");
        }

        @Override
        public boolean over() {
            return false;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Provider {
        @Bean
        ToolCallbackProvider calendarTools() {
            return MethodToolCallbackProvider.builder().toolObjects(new Calendar()).build();
        }
    }

    @Test
    void anAgentThatNamesNoToolGetsNoneWhateverThereIs() {
        application
                .withBean(Undescribed.class)
                .run(context ->
                        assertThat(named(context.getBean(AgentTools.class)).isEmpty()).isTrue());
    }

    @Test
    void methodsBeansAndProvidersAreToolsByName() {
        application
                .withBean(Calendar.class)
                .withBean(ToolCallback.class, () -> callback("weather"))
                .withBean(FunctionTool.class, () -> new Plain("plain"))
                .withBean(
                        ToolCallbackProvider.class,
                        () -> ToolCallbackProvider.from(callback("maps"), callback("trains")))
                .run(context -> {
                    var tools = context.getBean(AgentTools.class);

                    assertThat(names(named(tools, "weather", "free")))
                            .containsExactly("weather", "free");
                    assertThat(names(named(tools, "*")))
                            .containsExactlyInAnyOrder(
                                    "plain", "weather", "maps", "trains", "free", "book");
                    assertThat(tool(named(tools, "trains"), "trains").call("{}", new Call(null)))
                            .isEqualTo("trains of {}");
                });
    }

    @Test
    void aMethodThatAProviderGivesIsOneTool() {
        application
                .withUserConfiguration(Provider.class)
                .withBean(Calendar.class)
                .run(context -> {
                    var tools = named(context.getBean(AgentTools.class), "free", "book");

                    assertThat(names(tools)).containsExactly("free", "book");
                    assertThat(tool(tools, "book").manner().once()).isTrue();
                });
    }

    @Test
    void aMethodSaysHowItIsRunAndIsToldWhoCalls() {
        application
                .withBean(Calendar.class)
                .run(context -> {
                    var tools = named(context.getBean(AgentTools.class), "free", "book");
                    var free = tool(tools, "free");

                    assertThat(free.manner())
                            .isEqualTo(
                                    new ToolManner(
                                            Duration.ofSeconds(10),
                                            Schedule.INTERRUPT,
                                            new WaitingWords(
                                                    List.of("I am looking.", "One moment more."),
                                                    Duration.ofMillis(500),
                                                    Duration.ofSeconds(2)),
                                            false,
                                            true,
                                            false,
                                            null));
                    assertThat(tool(tools, "book").manner())
                            .isEqualTo(
                                    ToolManner.DEFAULT
                                            .withOnce(true)
                                            .askingFirst("Shall I book it?"));
                    assertThat(free.parameters().path("properties").propertyNames())
                            .containsExactly("day");
                    assertThat(free.call("{\"day\":\"Monday\"}", new Call("code:ana")))
                            .isEqualTo("\"ten\"");
                    assertThat(context.getBean(Calendar.class).asked)
                            .containsExactly("Monday for code:ana");
                });
    }

    @Test
    void theSettingsSayHowAToolIsRun() {
        application
                .withBean(ToolCallback.class, () -> callback("weather"))
                .withPropertyValues(
                        "charla.tools.weather.deadline=3s",
                        "charla.tools.weather.while-working.say=Let me look.",
                        "charla.tools.weather.schedule=silent")
                .run(context ->
                        assertThat(
                                        tool(
                                                        named(
                                                                context.getBean(AgentTools.class),
                                                                "weather"),
                                                        "weather")
                                                .manner())
                                .isEqualTo(
                                        ToolManner.DEFAULT
                                                .withDeadline(Duration.ofSeconds(3))
                                                .withSchedule(Schedule.SILENT)
                                                .withWhileWorking(
                                                        new WaitingWords(
                                                                List.of("Let me look."),
                                                                Duration.ofMillis(800),
                                                                null))));
    }

    @Test
    void aWrongNameIsToldWithThePlaceAndWhatThereIs() {
        application
                .withBean(Calendar.class)
                .run(context -> {
                    var failure = failure(context.getBean(AgentTools.class), "fre");

                    assertThat(failure)
                            .hasMessage(PLACE + " names the tool 'fre', and there is none.");
                    assertThat(failure.action()).contains("free").contains("book");
                });
        application.run(context ->
                assertThat(failure(context.getBean(AgentTools.class), "free").action())
                        .contains("@Tool"));
    }

    @Test
    void aSettingAboutNoToolFailsTheStart() {
        application
                .withPropertyValues("charla.tools.wether.once=true")
                .run(context ->
                        assertThat(context.getStartupFailure())
                                .rootCause()
                                .hasMessage(
                                        "charla.tools.wether names the tool 'wether', and there is"
                                                + " none."));
    }

    @Test
    void aTimeForWordsThatAreNotThereIsRefused() {
        application
                .withBean(ToolCallback.class, () -> callback("weather"))
                .withPropertyValues("charla.tools.weather.while-working.after=2s")
                .run(context ->
                        assertThat(context.getStartupFailure())
                                .rootCause()
                                .hasMessageContaining("needs words"));
    }

    @Test
    void twoToolsOfOneNameFailWithBothPlaces() {
        application
                .withBean("one", ToolCallback.class, () -> callback("weather"))
                .withBean("two", ToolCallback.class, () -> callback("weather"))
                .run(context ->
                        assertThat(failure(context.getBean(AgentTools.class), "weather"))
                                .hasMessageContaining("there are two: the bean 'one' and the bean")
                                .hasMessageContaining("'two'"));
    }

    @Test
    void aToolWithoutADescriptionFailsThoughSpringAiMakesOneUp() {
        application
                .withBean(Undescribed.class)
                .run(context -> {
                    var failure = failure(context.getBean(AgentTools.class), "*");

                    assertThat(failure).hasMessageContaining("the method Undescribed.secret");
                    assertThat(failure.action()).contains("has no description");
                });
    }

    @Test
    void whatCannotBeAToolFailsWithAReason() {
        application
                .withBean(ToolCallback.class, () -> new Callback("weather", "Weather.", "{"))
                .run(context ->
                        assertThat(failure(context.getBean(AgentTools.class), "weather"))
                                .hasMessageContaining("is no JSON"));
        application
                .withBean(
                        ToolCallback.class,
                        () -> new Callback("weather", "Weather.", "{\"type\":\"string\"}"))
                .run(context ->
                        assertThat(failure(context.getBean(AgentTools.class), "weather").action())
                                .contains("no JSON schema of type 'object'"));
        application
                .withBean(
                        ToolCallback.class,
                        () -> new Callback("la météo", "Weather.", "{\"type\":\"object\"}"))
                .run(context ->
                        assertThat(failure(context.getBean(AgentTools.class), "*").action())
                                .contains("cannot be called that"));
        application
                .withBean(BadlyTimed.class)
                .run(context ->
                        assertThat(failure(context.getBean(AgentTools.class), "wait"))
                                .hasMessageContaining("the method BadlyTimed.wait")
                                .hasMessageContaining("soon"));
    }

    @Test
    void callsAreObservedAsSpringAiNamesThem() {
        var seen = new ArrayList<String>();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(
                        new ObservationHandler<Observation.Context>() {
                            @Override
                            public void onStop(Observation.Context context) {
                                seen.add(context.getName());
                            }

                            @Override
                            public boolean supportsContext(Observation.Context context) {
                                return true;
                            }
                        });
        application
                .withBean(ObservationRegistry.class, () -> registry)
                .withBean(ToolCallback.class, () -> callback("weather"))
                .run(context -> {
                    tool(named(context.getBean(AgentTools.class), "weather"), "weather")
                            .call("{}", new Call(null));

                    assertThat(seen).containsExactly("spring.ai.tool");
                });
    }

    @Test
    void springAiNeedNotBeThere() {
        application
                .withBean(FunctionTool.class, () -> new Plain("plain"))
                .withClassLoader(new FilteredClassLoader(ToolCallback.class))
                .run(context ->
                        assertThat(names(named(context.getBean(AgentTools.class), "*")))
                                .containsExactly("plain"));
    }

    private static Callback callback(String name) {
        return new Callback(name, "Tells of " + name + ".", "{\"type\":\"object\"}");
    }

    private static FunctionTools named(AgentTools tools, String... names) {
        return tools.named(PLACE, List.of(names));
    }

    private static SettingException failure(AgentTools tools, String name) {
        return Objects.requireNonNull(
                catchThrowableOfType(SettingException.class, () -> named(tools, name)));
    }

    private static FunctionTool tool(FunctionTools tools, String name) {
        return Objects.requireNonNull(tools.named(name));
    }

    private static List<String> names(FunctionTools tools) {
        return tools.tools().stream().map(FunctionTool::name).toList();
    }
}
