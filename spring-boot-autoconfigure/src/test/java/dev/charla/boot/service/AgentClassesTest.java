package dev.charla.boot.service;

import static dev.charla.boot.service.StartFailures.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.charla.boot.agent.HandOff;
import dev.charla.boot.agent.VoiceAgent;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.HandOffTool;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.options.Greeting;
import dev.charla.protocol.settings.Voice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Agents that are classes of an application, with settings over them. */
class AgentClassesTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withUserConfiguration(ServiceConfiguration.class)
                    .withPropertyValues(
                            "charla.service.endpoint=https://lab.services.ai.azure.com/",
                            "charla.service.api-key=none",
                            "charla.agent.instructions=Be brief.");

    @VoiceAgent(
            name = "front-desk",
            title = "Front desk",
            instructions = "classpath:front-desk.md",
            voice = "alloy",
            greeting = "Marlow Dental, good morning.",
            language = "es-MX",
            tools = "weather")
    static class FrontDesk {
        @Tool(description = "Free times on a day")
        String free(String day, Conversation conversation) {
            return day;
        }

        @HandOff(to = Billing.class, description = "Bills and payments")
        void billing() {}
    }

    @VoiceAgent(name = "billing")
    static class Billing {
        @Tool(description = "Invoices of the caller")
        String free() {
            return "two";
        }
    }

    static class Weather {
        @Tool(description = "The weather")
        String weather() {
            return "fine";
        }
    }

    @VoiceAgent(name = " ")
    static class Nameless {}

    @VoiceAgent(name = "billing")
    static class AlsoBilling {}

    @VoiceAgent(name = "desk", instructions = "classpath:no-such-file.md")
    static class Missing {}

    @VoiceAgent(name = "desk", tools = "nothing")
    static class Demanding {}

    @VoiceAgent(name = "desk")
    static class Undescribed {
        @Tool
        String secret() {
            return "";
        }
    }

    @VoiceAgent(name = "desk")
    static class Lost {
        @HandOff(to = Weather.class, description = "The weather")
        void weather() {}
    }

    @VoiceAgent(name = "desk")
    static class Absent {
        @HandOff(to = Billing.class, description = "Bills")
        void billing() {}
    }

    @VoiceAgent(name = "desk")
    static class Circle {
        @HandOff(to = Circle.class, description = "Myself")
        void again() {}
    }

    @VoiceAgent(name = "desk")
    static class Silent {
        @HandOff(to = Billing.class, description = " ")
        void billing() {}
    }

    @VoiceAgent(name = "desk")
    static class Twice {
        @Tool(description = "Asks for a bill")
        String billing() {
            return "";
        }

        @HandOff(to = Billing.class, description = "Bills")
        void billing(String why) {}
    }

    @Test
    void aClassSaysWhatAnAgentIs() {
        application
                .withBean(FrontDesk.class)
                .withBean(Billing.class)
                .withBean(Weather.class)
                .run(context -> {
                    var agents = context.getBean(AgentCatalogue.class);
                    var desk = agents.options("front-desk").build();

                    assertThat(agents.title("front-desk")).isEqualTo("Front desk");
                    assertThat(desk.agent().name()).isEqualTo("front-desk");
                    assertThat(desk.instructions())
                            .startsWith("You answer the door for {caller}")
                            .endsWith("Speak Spanish (Mexico) with the caller.");
                    assertThat(desk.voice())
                            .isInstanceOfSatisfying(
                                    Voice.OpenAi.class,
                                    voice -> assertThat(voice.name()).isEqualTo("alloy"));
                    assertThat(desk.greeting())
                            .isEqualTo(new Greeting.Said("Marlow Dental, good morning."));
                    assertThat(names(desk)).containsExactly("free", "weather", "billing");
                    assertThat(desk.functions().named("billing"))
                            .isEqualTo(new HandOffTool("billing", "Bills and payments", "billing"));
                    assertThat(names(agents.options("billing").build())).containsExactly("free");
                    assertThat(agents.options("billing").build().instructions())
                            .isEqualTo("Be brief.");
                    assertThat(agents.nameOf(Billing.class)).contains("billing");
                    assertThat(agents.nameOf(Weather.class)).isEmpty();
                });
    }

    @Test
    void withClassesThePageHasThoseAndNoOther() {
        application
                .withBean(Billing.class)
                .run(context ->
                        assertThat(context.getBean(AgentCatalogue.class).names())
                                .containsExactly("billing"));
        application.run(context ->
                assertThat(context.getBean(AgentCatalogue.class).names())
                        .containsExactly("default"));
    }

    @Test
    void aSettingGoesBeforeTheClass() {
        application
                .withBean(FrontDesk.class)
                .withBean(Billing.class)
                .withBean(Weather.class)
                .withPropertyValues(
                        "charla.agents.front-desk.voice=echo",
                        "charla.agents.front-desk.greeting=Hello.",
                        "charla.agents.billing.hand-off.front-desk=Anything but bills",
                        "charla.agents.night.instructions=Say that we are closed.")
                .run(context -> {
                    var agents = context.getBean(AgentCatalogue.class);
                    var desk = agents.options("front-desk").build();

                    assertThat(agents.names()).containsExactly("billing", "front-desk", "night");
                    assertThat(desk.voice())
                            .isInstanceOfSatisfying(
                                    Voice.OpenAi.class,
                                    voice -> assertThat(voice.name()).isEqualTo("echo"));
                    assertThat(desk.greeting()).isEqualTo(new Greeting.Said("Hello."));
                    assertThat(desk.instructions()).startsWith("You answer the door");
                    assertThat(agents.options("billing").build().functions().tools())
                            .contains(
                                    new HandOffTool(
                                            "hand_off_to_front-desk",
                                            "Anything but bills",
                                            "front-desk"));
                });
    }

    @Test
    void theClassesAreFoundByTheirOrderAndThenByTheirNames() {
        application
                .withBean(Later.class)
                .withBean(Sooner.class)
                .run(context ->
                        assertThat(context.getBean(AgentCatalogue.class).names())
                                .containsExactly("zoe", "adam"));
    }

    @VoiceAgent(name = "adam")
    static class Later {}

    @VoiceAgent(name = "zoe")
    @org.springframework.core.annotation.Order(1)
    static class Sooner {}

    @Test
    void anAgentWithoutANameIsRefused() {
        fails(
                "The agent has no name (@VoiceAgent of " + Nameless.class.getName() + ").",
                "front-desk",
                Nameless.class);
    }

    @Test
    void twoAgentsOfOneNameAreRefused() {
        fails(
                "Two agents have the name 'billing': ",
                "Give one of them another name.",
                Billing.class,
                AlsoBilling.class);
    }

    @Test
    void instructionsThatAreNotThereAreRefused() {
        fails(
                "The instructions of an agent are to be in classpath:no-such-file.md, which cannot"
                        + " be read (@VoiceAgent of "
                        + Missing.class.getName(),
                "src/main/resources",
                Missing.class);
    }

    @Test
    void aToolThatIsNotThereOrNotDescribedIsRefused() {
        fails("names the tool 'nothing', and there is none.", "Give the", Demanding.class);
        fails(
                "a tool that cannot be used (the method Undescribed.secret)",
                "has no description",
                Undescribed.class);
    }

    @Test
    void aHandOffThatLeadsNowhereIsRefused() {
        fails(
                "@HandOff on Lost.weather leads to " + Weather.class.getName(),
                "@VoiceAgent",
                Lost.class);
        fails(
                "@HandOff on Absent.billing leads to " + Billing.class.getName(),
                "component scan",
                Absent.class);
        fails(
                "@HandOff on Circle.again leads from the agent 'desk' to itself.",
                "another agent",
                Circle.class);
        fails(
                "A hand-off cannot be used (@HandOff on Silent.billing).",
                "has no description",
                Silent.class,
                Billing.class);
        fails(
                "The agent 'desk' has two tools 'billing', of which one hands the caller on",
                "another name",
                Twice.class,
                Billing.class);
    }

    @Test
    void aHandOffOfSettingsThatLeadsNowhereIsRefused() {
        application
                .withPropertyValues("charla.agent.hand-off.nobody=Anything")
                .run(context ->
                        refused(
                                context.getStartupFailure(),
                                "charla.agent.hand-off.nobody leads to the agent 'nobody', and"
                                        + " there is none.",
                                "Use one of"));
    }

    private void fails(String problem, String action, Class<?>... beans) {
        var runner = application;
        for (Class<?> bean : beans) {
            runner = runner.withBean(bean);
        }
        runner.run(context -> refused(context.getStartupFailure(), problem, action));
    }

    private static List<String> names(ConversationOptions options) {
        return options.functions().tools().stream().map(FunctionTool::name).toList();
    }
}
