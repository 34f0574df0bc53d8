package dev.charla.conversation.agent;

import dev.charla.conversation.ConversationRig;
import dev.charla.conversation.browser.PageMessage;
import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.flow.FlowStep;
import dev.charla.conversation.flow.Lead;
import dev.charla.conversation.flow.Then;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.HandOffTool;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.options.AgentName;
import dev.charla.conversation.options.Agents;
import dev.charla.conversation.options.Continuity;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.tool.ScriptedTools;
import dev.charla.protocol.item.Item;
import dev.charla.protocol.request.SessionRequest;
import dev.charla.protocol.settings.SessionUpdate;
import dev.charla.protocol.settings.Tool;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An agent with a flow of three steps that books, another agent, and a service that a test plays,
 * in virtual time.
 */
abstract class FlowRig {
    static final String NOTHING = "{}";
    static final String MONDAY = "{\"day\":\"Monday\"}";

    /** Settings of the session that a change sent begin with this. */
    static final String CHANGE = "charla-agent-";

    final ScriptedTools tools =
            new ScriptedTools().with("hours", "nine to five").with("free", "ten o'clock");
    final Map<String, ConversationOptions> known = new HashMap<>();
    final ScriptedTools billing =
            new ScriptedTools()
                    .with(
                            "desk",
                            ToolManner.DEFAULT,
                            (_, call) -> {
                                call.conversation().handOff("desk");
                                return "handed on";
                            });

    /** Choose, when, confirm; each exit does what its step says. */
    final FlowStep confirm =
            new FlowStep("Booking", "Confirm", "Say that it is booked.", List.of(), Then.AGENT);

    final FlowStep goodbye =
            new FlowStep("Booking", "Goodbye", "Say goodbye.", List.of(), Then.END);
    final FlowStep when =
            step(
                    "When",
                    "Find a time.",
                    tool(tools, "free"),
                    new Way("taken", new Lead.To(confirm)),
                    new Way("leave", new Lead.Back()),
                    new Way("hangUp", new Lead.To(goodbye)),
                    new Way("again", new Lead.Stay()));
    final FlowStep choose =
            step("Choose", "Find out what they want.", new Way("chosen", new Lead.To(when)));

    final ConversationRig rig = begun(UnaryOperator.identity());

    ConversationRig begun(UnaryOperator<ConversationOptions.Builder> change) {
        var agents =
                new Agents() {
                    @Override
                    public ConversationOptions named(String name) {
                        return Objects.requireNonNull(known.get(name));
                    }

                    @Override
                    public String nameOf(Class<?> agent) {
                        throw new IllegalArgumentException("Not an agent.");
                    }
                };
        var own = new HashMap<String, FunctionTool>();
        own.put("billing", new HandOffTool("billing", "Bills", "billing"));
        own.put("hours", tool(tools, "hours"));
        own.put("book", new Way("book", new Lead.To(choose)));
        var desk =
                change.apply(
                                ConversationOptions.builder()
                                        .agent(new AgentName("desk", "Front desk"))
                                        .agents(agents)
                                        .instructions("You answer the door.")
                                        .functions(
                                                new FunctionTools(
                                                        List.copyOf(own.values()), "ana", tools))
                                        .beginning(choose)
                                        .continuity(
                                                Continuity.DEFAULTS.with(
                                                        InstantSource.fixed(Instant.EPOCH),
                                                        () -> 0.5)))
                        .build();
        known.put("desk", desk);
        known.put(
                "billing",
                ConversationOptions.builder()
                        .agent(new AgentName("billing", "Billing"))
                        .instructions("You answer for bills.")
                        .functions(billing.tools())
                        .build());
        var made = new ConversationRig(desk);
        tools.on(made.loop);
        billing.on(made.loop);
        made.start();
        made.run(made.service::ready);
        return made;
    }

    void gone(String response, String exit) {
        gone(rig, response, exit);
    }

    static void gone(ConversationRig rig, String response, String exit) {
        calls(rig, response, "call_" + response, exit, NOTHING);
        rig.passes(100);
        rig.run(rig.service::updated);
        rig.run(rig.service::takesOutputs);
    }

    static void calls(
            ConversationRig rig, String response, String call, String tool, String arguments) {
        rig.run(() -> {
            rig.service.begins(response);
            rig.service.calls(response, call, tool, arguments);
            rig.service.ends(response);
        });
    }

    static List<String> agents(ConversationRig rig) {
        return rig.page.messages.stream()
                .filter(PageMessage.Agent.class::isInstance)
                .map(message -> ((PageMessage.Agent) message).title())
                .toList();
    }

    static List<String> cards(ConversationRig rig) {
        return rig.page.messages.stream()
                .filter(PageMessage.Tool.class::isInstance)
                .map(PageMessage.Tool.class::cast)
                .map(card -> card.name() + " " + card.status())
                .toList();
    }

    static List<String> outputs(ConversationRig rig) {
        return rig.service.outputs().stream().map(Item.FunctionCallOutput::output).toList();
    }

    static List<SessionUpdate> settings(ConversationRig rig) {
        return rig.service.all(SessionRequest.Update.class).stream()
                .map(SessionRequest.Update::session)
                .toList();
    }

    static List<SessionUpdate> changes(ConversationRig rig) {
        return rig.service.all(SessionRequest.Update.class).stream()
                .filter(FlowRig::isChange)
                .map(SessionRequest.Update::session)
                .toList();
    }

    static String lastChangeId(ConversationRig rig) {
        var last =
                rig.service.all(SessionRequest.Update.class).stream()
                        .filter(FlowRig::isChange)
                        .toList()
                        .getLast();
        return Objects.requireNonNull(last.eventId()).value();
    }

    static boolean isChange(SessionRequest.Update update) {
        return update.eventId() != null && update.eventId().value().startsWith(CHANGE);
    }

    static List<String> names(@Nullable List<Tool> offered) {
        return Objects.requireNonNull(offered).stream()
                .map(tool -> ((Tool.Function) tool).name())
                .toList();
    }

    static FlowStep step(String name, String instructions, FunctionTool... offered) {
        return new FlowStep("Booking", name, instructions, List.of(offered), Then.EXITS);
    }

    static FunctionTool tool(ScriptedTools of, String name) {
        return Objects.requireNonNull(of.tools().named(name));
    }

    static Way way(FlowStep step, String name) {
        return (Way)
                step.tools().stream()
                        .filter(tool -> tool.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    /** An exit that leads where a test says. */
    static final class Way implements ExitTool {
        private final String name;
        Lead lead;
        ToolManner manner = ToolManner.DEFAULT;
        @Nullable String fails;
        int calls;

        Way(String name, Lead lead) {
            this.name = name;
            this.lead = lead;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String description() {
            return "Goes by " + name + ".";
        }

        @Override
        public JsonNode parameters() {
            return JsonMapper.shared().createObjectNode().put("type", "object");
        }

        @Override
        public ToolManner manner() {
            return manner;
        }

        @Override
        public Lead lead(String arguments, ToolCall call) throws Exception {
            calls++;
            if (fails != null) {
                throw new IllegalStateException(fails);
            }
            return lead;
        }
    }
}
