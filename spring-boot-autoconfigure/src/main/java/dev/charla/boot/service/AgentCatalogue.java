package dev.charla.boot.service;

import dev.charla.boot.service.AgentProperties.McpServer;
import dev.charla.boot.service.AgentProperties.Noise;
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
import org.jspecify.annotations.Nullable;

/** The agents that a page may name, made ready when the server starts. Any thread. */
public final class AgentCatalogue {
    /** What a page gets that names none. */
    public static final String DEFAULT = "default";

    private final Map<String, ConversationOptions> agents = new LinkedHashMap<>();

    /** With a service that does not tell when words sound. */
    public AgentCatalogue(
            AgentProperties standard, AgentsProperties further, ServiceProperties service) {
        this(standard, further, service, false);
    }

    /**
     * @param standard the agent {@code default}, on which the others are built
     * @param service decides which transcription fits the model, and that an agent has instructions
     *     of its own
     * @param wordTimes whether the service is asked when the words of its speech sound
     * @throws dev.charla.boot.settings.SettingException if one of them cannot be
     */
    public AgentCatalogue(
            AgentProperties standard,
            AgentsProperties further,
            ServiceProperties service,
            boolean wordTimes) {
        agents.put(DEFAULT, options(standard, service, wordTimes));
        further.agents()
                .forEach((name, change) ->
                        agents.put(name, options(standard.with(change), service, wordTimes)));
    }

    /** Their names, the default one first. */
    public List<String> names() {
        return List.copyOf(agents.keySet());
    }

    /**
     * The options of the agent of that name, to be completed.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ConversationOptions.Builder options(String name) {
        var options = agents.get(name);
        if (options == null) {
            throw new IllegalArgumentException("no agent has this name");
        }
        return options.toBuilder();
    }

    private static ConversationOptions options(
            AgentProperties agent, ServiceProperties service, boolean wordTimes) {
        var greeting = present(agent.greeting());
        var noise = noise(agent.noiseReduction());
        var transcription = transcription(agent.transcription(), service);
        return ConversationOptions.builder()
                .instructions(service.agentMode() ? null : present(agent.instructions()))
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
                .greeting(greeting == null ? null : new Greeting.Said(greeting))
                .build();
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
                boolean openAi = !service.agentMode() && service.model().startsWith("gpt-realtime");
                yield openAi ? "gpt-4o-transcribe" : "azure-speech";
            }
            default -> setting.strip();
        };
    }

    static @Nullable String present(@Nullable String setting) {
        return setting == null || setting.isBlank() ? null : setting;
    }
}
