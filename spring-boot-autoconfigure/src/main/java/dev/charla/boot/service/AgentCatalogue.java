package dev.charla.boot.service;

import dev.charla.boot.guards.AgentGuards;
import dev.charla.boot.service.AgentProperties.McpServer;
import dev.charla.boot.service.AgentProperties.Noise;
import dev.charla.boot.settings.SettingException;
import dev.charla.boot.tools.AgentTools;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.HandOffTool;
import dev.charla.conversation.guard.Guarded;
import dev.charla.conversation.guard.Guards;
import dev.charla.conversation.options.AgentName;
import dev.charla.conversation.options.ConversationOptions;
import dev.charla.conversation.options.Greeting;
import dev.charla.protocol.settings.ApprovalRule;
import dev.charla.protocol.settings.EchoCancellation;
import dev.charla.protocol.settings.InputAudioTranscription;
import dev.charla.protocol.settings.NoiseReduction;
import dev.charla.protocol.settings.Tool;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

/** The agents that a page may name, made ready when the server starts. Any thread. */
public final class AgentCatalogue {
    /** What a page gets that names none. */
    public static final String DEFAULT = "default";

    private final Map<String, Made> agents = new LinkedHashMap<>();

    /** An agent that is ready to be used. */
    private record Made(AgentDefinition definition, ConversationOptions options) {}

    /** With a service that does not tell when words sound, and no tools of the application's. */
    public AgentCatalogue(
            AgentProperties standard, AgentsProperties further, ServiceProperties service) {
        this(standard, further, service, false, AgentTools.UNKNOWN, AgentGuards.UNKNOWN);
    }

    /** Agents of settings alone. */
    public AgentCatalogue(
            AgentProperties standard,
            AgentsProperties further,
            ServiceProperties service,
            boolean wordTimes,
            AgentTools tools,
            AgentGuards guards) {
        this(
                standard,
                further,
                service,
                wordTimes,
                tools,
                guards,
                List.of(),
                new AgentFlows(null, tools, name -> name, new DefaultResourceLoader()),
                new DefaultResourceLoader());
    }

    /**
     * @param standard the agent {@code default}, on which the others are built
     * @param service decides which transcription fits the model, and that an agent has instructions
     *     of its own
     * @param wordTimes whether the service is asked when the words of its speech sound
     * @param tools the application's own
     * @param guards the application's own
     * @param classes agents that are classes of the application's
     * @param flows of those classes
     * @param files where instructions are read from
     * @throws SettingException if one of them cannot be
     */
    AgentCatalogue(
            AgentProperties standard,
            AgentsProperties further,
            ServiceProperties service,
            boolean wordTimes,
            AgentTools tools,
            AgentGuards guards,
            List<AgentClass> classes,
            AgentFlows flows,
            ResourceLoader files) {
        var definitions = AgentDefinition.of(standard, further, classes);
        var handOffs = new HandOffTools(definitions);
        for (var each : definitions) {
            var handOff = handOffs.of(each);
            var flow = flows.of(each.ofClass(), handOff);
            var interim = new InterimResponses(each, service);
            var functions = interim.spokenHere(functions(each, tools, flow, handOff));
            if ((!functions.isEmpty() || flow.beginning() != null) && service.agentMode()) {
                throw new SettingException(
                        each.toolsPlace()
                                + " is set, and the agent is a Foundry agent, which takes no other"
                                + " tools than its own.",
                        "Take the tools out, or have a model answer instead of the agent.");
            }
            var agent = each.properties();
            var made =
                    options(agent, each.place(), service, wordTimes, files)
                            .agent(new AgentName(each.name(), each.title()))
                            .functions(functions)
                            .guards(guards(each, service, guards))
                            .beginning(flow.beginning())
                            .interimResponse(interim.ofService())
                            .build();
            var language = present(agent.language());
            agents.put(
                    each.name(),
                    new Made(
                            each,
                            language == null ? made : SpokenLanguage.of(made, language.strip())));
        }
    }

    /** An agent's own, those that it names, and its ways into flows and to others. */
    private static FunctionTools functions(
            AgentDefinition agent,
            AgentTools tools,
            AgentFlows.OfAgent flow,
            List<HandOffTool> handOffs) {
        var all = new LinkedHashMap<String, FunctionTool>();
        var own = agent.ofClass() == null ? FunctionTools.NONE : tools.of(agent.ofClass().bean());
        own.tools().forEach(tool -> all.put(tool.name(), tool));
        for (var tool : tools.named(agent.toolsPlace(), agent.properties().tools()).tools()) {
            all.putIfAbsent(tool.name(), tool);
        }
        for (var entry : flow.entries()) {
            if (all.put(entry.name(), entry) != null) {
                throw new SettingException(
                        "The agent '%s' has two tools '%s', of which one leads into a flow (%s)."
                                .formatted(agent.name(), entry.name(), agent.place()),
                        "Give one of them another name.");
            }
        }
        for (var handOff : handOffs) {
            if (all.put(handOff.name(), handOff) != null) {
                throw new SettingException(
                        "The agent '%s' has two tools '%s', of which one hands the caller on (%s)."
                                .formatted(agent.name(), handOff.name(), agent.place()),
                        "Give one of them another name.");
            }
        }
        return FunctionTools.of(List.copyOf(all.values()));
    }

    private static Guards guards(AgentDefinition of, ServiceProperties service, AgentGuards known) {
        var setting = of.guardsPlace();
        var agent = of.properties();
        var guards = known.named(setting, agent.guards()).holdingBack(agent.holdUnchecked());
        if (!guards.on(Guarded.CALLER_WORDS).isEmpty()
                && hearsByItself(service)
                && transcription(agent.transcription(), service) == null) {
            throw new SettingException(
                    "%s names the guard '%s' of the caller's words, and the model '%s' writes down none of those that are spoken."
                            .formatted(
                                    setting,
                                    guards.on(Guarded.CALLER_WORDS).getFirst().name(),
                                    service.model()),
                    "Set charla.agent.transcription to auto, or to a model that writes them down.");
        }
        return guards;
    }

    /** Their names, the default one first. */
    public List<String> names() {
        return List.copyOf(agents.keySet());
    }

    /** What people call an agent, unless a page is to show something else. */
    public String title(String name) {
        return made(name).definition().title();
    }

    /** The name of the agent that a class is. */
    public Optional<String> nameOf(Class<?> type) {
        return agents.values().stream()
                .filter(each -> isOf(each, type))
                .map(each -> each.definition().name())
                .findFirst();
    }

    private static boolean isOf(Made agent, Class<?> type) {
        var ofClass = agent.definition().ofClass();
        return ofClass != null && ofClass.type().equals(type);
    }

    /**
     * The options of the agent of that name, to be completed.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ConversationOptions.Builder options(String name) {
        return made(name).options().toBuilder();
    }

    private Made made(String name) {
        var made = agents.get(name);
        if (made == null) {
            throw new IllegalArgumentException("no agent has this name");
        }
        return made;
    }

    private static ConversationOptions.Builder options(
            AgentProperties agent,
            String place,
            ServiceProperties service,
            boolean wordTimes,
            ResourceLoader files) {
        var greeting = present(agent.greeting());
        var noise = noise(agent.noiseReduction());
        var transcription = transcription(agent.transcription(), service);
        return ConversationOptions.builder()
                .instructions(
                        service.agentMode()
                                ? null
                                : present(Instructions.read(agent.instructions(), place, files)))
                .voice(voice(agent))
                .turnDetection(turnDetection(agent))
                .noiseReduction(noise == null ? null : new NoiseReduction(noise))
                .echoCancellation(
                        agent.echoCancellation()
                                ? new EchoCancellation("server_echo_cancellation")
                                : null)
                .transcription(
                        transcription == null ? null : new InputAudioTranscription(transcription))
                .tools(service.agentMode() ? List.of() : tools(agent.mcp()))
                .wordTimes(wordTimes)
                .greeting(greeting == null ? null : new Greeting.Said(greeting));
    }

    private static List<Tool> tools(Map<String, McpServer> servers) {
        List<Tool> tools = new ArrayList<>();
        servers.forEach((name, server) ->
                tools.add(
                        new Tool.Mcp(
                                name,
                                server.url().toString(),
                                present(server.authorization()),
                                null,
                                server.allowedTools().isEmpty() ? null : server.allowedTools(),
                                approval(server.withoutApproval()),
                                Map.of())));
        return tools;
    }

    private static ApprovalRule approval(List<String> without) {
        if (without.contains("*")) {
            return ApprovalRule.Mode.NEVER;
        }
        return without.isEmpty()
                ? ApprovalRule.Mode.ALWAYS
                : new ApprovalRule.PerTool(without, null);
    }

    private static @Nullable Voice voice(AgentProperties agent) {
        var name = present(agent.voice());
        return name == null ? null : VoiceNames.voice(name.strip(), agent.voiceTuning());
    }

    private static TurnDetection turnDetection(AgentProperties agent) {
        int padding = Math.toIntExact(agent.prefixPadding().toMillis());
        int silence = Math.toIntExact(agent.silence().toMillis());
        return switch (agent.turnDetection()) {
            case SERVER_VAD ->
                    TurnDetection.ServerVad.builder()
                            .threshold(agent.threshold())
                            .prefixPaddingMs(padding)
                            .silenceDurationMs(silence)
                            .build();
            case AZURE_SEMANTIC_VAD, AZURE_SEMANTIC_VAD_MULTILINGUAL ->
                    TurnDetection.AzureSemanticVad.builder(
                                    agent.turnDetection().name().toLowerCase(Locale.ROOT))
                            .threshold(agent.threshold())
                            .prefixPaddingMs(padding)
                            .silenceDurationMs(silence)
                            .build();
            case SEMANTIC_VAD -> new TurnDetection.SemanticVad();
        };
    }

    private static @Nullable String noise(Noise noise) {
        return switch (noise) {
            case NONE -> null;
            case DEEP -> "azure_deep_noise_suppression";
            case NEAR_FIELD -> "near_field";
            case FAR_FIELD -> "far_field";
        };
    }

    /**
     * Native audio models hear by themselves and write nothing down unless told to, by a model that
     * only they have; for all others Azure's speech recognition is what they hear with.
     */
    private static @Nullable String transcription(String setting, ServiceProperties service) {
        return switch (setting.strip().toLowerCase(Locale.ROOT)) {
            case "", "none" -> null;
            case "auto" -> {
                if (service.embedded()) {
                    yield null;
                }
                yield hearsByItself(service) ? "gpt-4o-transcribe" : "azure-speech";
            }
            default -> setting.strip();
        };
    }

    static boolean hearsByItself(ServiceProperties service) {
        return !service.embedded()
                && !service.agentMode()
                && service.model().startsWith("gpt-realtime");
    }

    static @Nullable String present(@Nullable String setting) {
        return setting == null || setting.isBlank() ? null : setting;
    }
}
