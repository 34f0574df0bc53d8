package dev.charla.boot.service;

import dev.charla.boot.service.AgentProperties.Trigger;
import dev.charla.boot.settings.SettingException;
import dev.charla.conversation.flow.ExitTool;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.HandOffTool;
import dev.charla.conversation.function.ToolCall;
import dev.charla.conversation.function.ToolManner;
import dev.charla.conversation.function.WaitingWords;
import dev.charla.protocol.settings.InterimResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is said while an answer of an agent takes its time: by the service, or by Charla where the
 * service cannot.
 */
final class InterimResponses {
    /** As in {@code @WhileWorking}. */
    private static final Duration SILENCE = Duration.ofMillis(800);

    private final List<String> words;
    private final AgentProperties.Interim wish;
    private final boolean nativeModel;
    private final @Nullable InterimResponse ofService;

    /**
     * Those of an agent.
     *
     * @throws SettingException if the service cannot say what is asked for
     */
    InterimResponses(AgentDefinition agent, ServiceProperties service) {
        this.wish = agent.properties().interimResponse();
        this.words =
                wish.say().stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
        this.nativeModel = AgentCatalogue.hearsByItself(service);
        var instructions = AgentCatalogue.present(wish.instructions());
        if (!words.isEmpty() && instructions != null) {
            throw new SettingException(
                    "The interim response of the agent '%s' has both words to say and instructions to make some up (%s)."
                            .formatted(agent.name(), agent.place()),
                    "Leave out interim-response.say or interim-response.instructions.");
        }
        if (instructions != null && nativeModel) {
            throw new SettingException(
                    "The agent '%s' has instructions for interim responses (%s), and the model '%s' makes none up."
                            .formatted(agent.name(), agent.place(), service.model()),
                    "Set interim-response.say instead, which Charla then says while tools work.");
        }
        this.ofService = nativeModel ? null : of(instructions, service.embedded());
    }

    private @Nullable InterimResponse of(@Nullable String instructions, boolean embedded) {
        var triggers =
                wish.on().stream()
                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList();
        int after = Math.toIntExact(wish.after().toMillis());
        if (!words.isEmpty()) {
            return new InterimResponse.StaticTexts(words, triggers, after, Map.of());
        }
        // The engine refuses them where skills answer, which are never late.
        return instructions == null || embedded
                ? null
                : new InterimResponse.Generated(
                        null, instructions, null, triggers, after, Map.of());
    }

    /** What the service is asked to say; null for nothing. */
    @Nullable InterimResponse ofService() {
        return ofService;
    }

    /** Tools with these words for the time that they work, where the service says none. */
    FunctionTools spokenHere(FunctionTools tools) {
        if (!nativeModel || words.isEmpty() || !wish.on().contains(Trigger.TOOL)) {
            return tools;
        }
        var spoken = new ArrayList<FunctionTool>();
        for (var tool : tools.tools()) {
            spoken.add(isPlain(tool) ? new WithWords(tool, words) : tool);
        }
        return new FunctionTools(spoken, tools.caller(), tools.threads());
    }

    /** Hand-offs and exits are more than tools, and take no time. */
    private static boolean isPlain(FunctionTool tool) {
        return !(tool instanceof HandOffTool)
                && !(tool instanceof ExitTool)
                && tool.manner().whileWorking() == null;
    }

    /** A tool that others' words are said for. */
    private record WithWords(FunctionTool tool, List<String> words) implements FunctionTool {
        @Override
        public String name() {
            return tool.name();
        }

        @Override
        public String description() {
            return tool.description();
        }

        @Override
        public JsonNode parameters() {
            return tool.parameters();
        }

        @Override
        public ToolManner manner() {
            return tool.manner().withWhileWorking(new WaitingWords(words, SILENCE, null));
        }

        @Override
        public String call(String arguments, ToolCall call) throws Exception {
            return tool.call(arguments, call);
        }
    }
}
