package dev.charla.boot.service;

import static dev.charla.boot.service.StartFailures.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.charla.boot.agent.HandOff;
import dev.charla.boot.agent.VoiceAgent;
import dev.charla.boot.flow.Booking;
import dev.charla.boot.flow.Calendar;
import dev.charla.boot.flow.Exit;
import dev.charla.boot.flow.Step;
import dev.charla.conversation.capture.Capture;
import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.flow.FlowStep;
import dev.charla.conversation.flow.Lead;
import dev.charla.conversation.flow.Then;
import dev.charla.conversation.function.Conversation;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.options.ConversationOptions;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Flows of agents that are classes, as a conversation is given them. */
class AgentFlowsTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner()
                    .withUserConfiguration(ServiceConfiguration.class)
                    .withPropertyValues(
                            "charla.service.endpoint=https://lab.services.ai.azure.com/",
                            "charla.service.api-key=none",
                            "charla.agent.instructions=Be brief.");

    @VoiceAgent(name = "desk", flow = Booking.class)
    static class Desk {}

    @VoiceAgent(name = "desk")
    static class WayIn {
        @Exit(description = "The caller wants an appointment")
        Booking.Choose book() {
            return new Booking.Choose();
        }

        @HandOff(to = Other.class, description = "Anything else")
        void other() {}
    }

    @VoiceAgent(name = "other")
    static class Other {}

    @Test
    void anAgentWithAFlowBeginsInItsFirstStep() {
        application
                .withBean(Desk.class)
                .withBean(Calendar.class)
                .run(context -> {
                    var desk = context.getBean(AgentCatalogue.class).options("desk").build();
                    var step = beginning(desk);

                    assertThat(step.flow()).isEqualTo("Booking");
                    assertThat(step.name()).isEqualTo("Choose");
                    assertThat(step.instructions())
                            .isEqualTo("Find out which treatment the caller wants.");
                    assertThat(names(step)).containsExactly("chosen", "leave");
                    assertThat(desk.instructions()).isEqualTo("Be brief.");
                    assertThat(desk.functions().isEmpty()).as("without its flow").isTrue();
                });
    }

    @Test
    void anExitTakesWhatTheCallerSaidAndTheNextStepKnowsIt() {
        application
                .withBean(Desk.class)
                .withBean(Calendar.class)
                .run(context -> {
                    var calendar = context.getBean(Calendar.class);
                    var call = new Called();
                    var choose =
                            beginning(
                                    context.getBean(AgentCatalogue.class).options("desk").build());
                    assertThat(tool(choose, "chosen").parameters().toString())
                            .isEqualTo(
                                    "{\"type\":\"object\",\"properties\":{\"treatment\":{\"type\":\"string\",\"enum\":[\"CLEANING\",\"FILLING\"]}},\"required\":[\"treatment\"],\"additionalProperties\":false}");

                    var when = led(choose, "chosen", "{\"treatment\":\"CLEANING\"}", call);
                    assertThat(when.instructions())
                            .isEqualTo(
                                    "Find a time for the CLEANING. Name three free times at most.");
                    assertThat(names(when)).containsExactly("free", "leave", "taken");
                    assertThat(tool(when, "free").parameters().toString())
                            .contains("\"day\":{\"type\":\"string\",\"format\":\"date\"}")
                            .doesNotContain("calendar");
                    assertThat(tool(when, "free").call("{\"day\":\"2027-01-04\"}", call))
                            .contains("2027-01-04 at ten for a CLEANING");

                    var confirm =
                            led(when, "taken", "{\"day\":\"2027-01-04\",\"time\":\"ten\"}", call);
                    assertThat(confirm.instructions())
                            .isEqualTo("Ask whether to book the CLEANING on 2027-01-04 at ten.");
                    assertThat(tool(confirm, "agreed").manner().once()).isTrue();
                    assertThat(tool(confirm, "agreed").parameters().path("properties").isEmpty())
                            .isTrue();

                    var booked = led(confirm, "agreed", "{}", call);
                    assertThat(calendar.booked()).isEqualTo("2027-01-04 ten ana");
                    assertThat(booked.then()).isEqualTo(Then.AGENT);
                    assertThat(names(booked)).isEmpty();
                    assertThat(booked.instructions()).endsWith("the number 7.");

                    assertThatThrownBy(() -> led(confirm, "agreed", "{}", call))
                            .hasMessage("This time was taken.");
                    assertThat(exit(confirm, "leave").lead("{}", call)).isEqualTo(new Lead.Back());
                });
    }

    @Test
    void anAgentsOwnExitIsAWayIntoAFlow() {
        application
                .withBean(WayIn.class)
                .withBean(Other.class)
                .withBean(Calendar.class)
                .run(context -> {
                    var desk = context.getBean(AgentCatalogue.class).options("desk").build();
                    assertThat(desk.beginning()).isNull();

                    var book = (ExitTool) Objects.requireNonNull(desk.functions().named("book"));
                    assertThat(book.description()).isEqualTo("The caller wants an appointment");
                    var step = ((Lead.To) book.lead("{}", new Called())).step();
                    assertThat(desk.at(step).functions().tools())
                            .extracting(FunctionTool::name)
                            .containsExactly("chosen", "leave", "other");
                });
    }

    sealed interface Loop {
        @Step(first = true, instructions = "Count for {caller} of {tenant}.", tools = "weather")
        record Count(@Nullable Integer so) implements Loop {
            @Exit(description = "Go on")
            Loop on(@Nullable Integer to) {
                if (to != null && to < 0) {
                    return nothing();
                }
                return new Count(to);
            }

            @SuppressWarnings("NullAway") // what an application may do
            private static Loop nothing() {
                return null;
            }
        }
    }

    @VoiceAgent(name = "loop")
    static class Looping {
        @Exit(description = "Count")
        Loop count() {
            return new Loop.Count(1);
        }
    }

    static class Weather {
        @Tool(description = "The weather")
        String weather() {
            return "fine";
        }
    }

    @Test
    void aStepThatEqualsItsOwnGoesOnAndNoStepIsAFailure() {
        application
                .withBean(Looping.class)
                .withBean(Weather.class)
                .run(context -> {
                    var call = new Called();
                    call.attributes.put("tenant", "Marlow");
                    var options = context.getBean(AgentCatalogue.class).options("loop").build();
                    var count = ((ExitTool) options.functions().tools().getFirst());
                    var one = ((Lead.To) count.lead("{}", call)).step();

                    assertThat(one.instructions()).isEqualTo("Count for ana of Marlow.");
                    assertThat(names(one)).containsExactly("on", "weather");
                    assertThat(exit(one, "on").lead("{\"to\":1}", call)).isEqualTo(new Lead.Stay());
                    assertThat(exit(one, "on").lead("{\"to\":2}", call))
                            .isInstanceOf(Lead.To.class);
                    assertThat(exit(one, "on").lead("{}", call)).isInstanceOf(Lead.To.class);
                    assertThatThrownBy(() -> exit(one, "on").lead("{\"to\":-1}", call))
                            .hasMessage("The exit led to no step.");
                });
    }

    @VoiceAgent(name = "desk", flow = Loop.class)
    static class KnowsTooMuch {}

    @VoiceAgent(name = "desk")
    static class LeadsOut {
        @Exit(description = "Out of nothing")
        void out() {}
    }

    sealed interface ToolLeads {
        @Step(first = true, instructions = "Begin.")
        record Begin() implements ToolLeads {
            @Tool(description = "Leads on")
            Begin on() {
                return this;
            }

            @Exit(description = "Out")
            void out() {}
        }
    }

    @VoiceAgent(name = "desk", flow = ToolLeads.class)
    static class OfToolLeads {}

    sealed interface Undescribed {
        @Step(first = true, instructions = "Begin.")
        record Begin() implements Undescribed {
            @Tool
            String secret() {
                return "";
            }

            @Exit(description = "Out")
            void out() {}
        }
    }

    @VoiceAgent(name = "desk", flow = Undescribed.class)
    static class OfUndescribed {}

    sealed interface Clash {
        @Step(first = true, instructions = "Begin.")
        record Begin() implements Clash {
            @Exit(description = "Out")
            void other() {}
        }
    }

    @VoiceAgent(name = "desk", flow = Clash.class)
    static class OfClash {
        @HandOff(to = Other.class, description = "Anything else")
        void other() {}
    }

    @VoiceAgent(name = "desk")
    static class TwoOfAName {
        @Exit(description = "Book")
        Booking.Choose book() {
            return new Booking.Choose();
        }

        @Tool(description = "Book")
        String book(String what) {
            return what;
        }
    }

    sealed interface Missing {
        @Step(first = true, instructions = "classpath:no-such-file.md")
        record Begin() implements Missing {
            @Exit(description = "Out")
            void out(@Autowired Calendar calendar) {}
        }
    }

    @VoiceAgent(name = "desk", flow = Missing.class)
    static class OfMissing {}

    @Test
    void whatCannotBeIsRefusedAtTheStartWithThePlaceAndTheRemedy() {
        fails("begins with the step Count, whose components", "@Exit", KnowsTooMuch.class);
        fails("@Exit on LeadsOut.out leads nowhere", "return a step", LeadsOut.class);
        fails("the method Begin.on is a tool and returns a step", "@Exit", OfToolLeads.class);
        fails(
                "a tool that cannot be used (the method Begin.secret)",
                "has no description",
                OfUndescribed.class);
        fails(
                "The step Begin has two tools 'other' in the agent 'desk'",
                "another name",
                OfClash.class,
                Other.class);
        fails(
                "has two tools 'book', of which one leads into a flow",
                "another name",
                TwoOfAName.class,
                Calendar.class);
        fails(
                "no-such-file.md, which cannot be read (@Step of " + Missing.Begin.class.getName(),
                "src/main/resources",
                OfMissing.class,
                Calendar.class);
        fails(
                "the method When.free has a parameter of type " + Calendar.class.getName(),
                "one bean of this type",
                Desk.class);
    }

    private void fails(String problem, String action, Class<?>... beans) {
        var runner = application;
        // Those that name it have it.
        runner = runner.withBean(Weather.class);
        for (Class<?> bean : beans) {
            runner = runner.withBean(bean);
        }
        runner.run(context -> refused(context.getStartupFailure(), problem, action));
    }

    private static FlowStep beginning(ConversationOptions options) {
        return Objects.requireNonNull(options.beginning());
    }

    private static List<String> names(FlowStep step) {
        return step.tools().stream().map(FunctionTool::name).sorted().toList();
    }

    private static FunctionTool tool(FlowStep step, String name) {
        return step.tools().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ExitTool exit(FlowStep step, String name) {
        return (ExitTool) tool(step, name);
    }

    private static FlowStep led(FlowStep from, String exit, String arguments, ToolCall call)
            throws Exception {
        return ((Lead.To) exit(from, exit).lead(arguments, call)).step();
    }

    /** A call by ana. */
    private static final class Called implements ToolCall, Conversation {
        private final Map<String, Object> attributes = Collections.synchronizedMap(new HashMap<>());

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
        public Map<String, Object> attributes() {
            return attributes;
        }

        @Override
        public String agent() {
            return "desk";
        }

        @Override
        public void progress(String words) {}

        @Override
        public void say(String words) {}

        @Override
        public void end(String lastWords) {}

        @Override
        public void handOff(String agent) {}

        @Override
        public void handOff(Class<?> agent) {}

        @Override
        public <T> Optional<T> ask(Capture<T> capture) {
            return Optional.empty();
        }

        @Override
        public boolean over() {
            return false;
        }
    }
}
