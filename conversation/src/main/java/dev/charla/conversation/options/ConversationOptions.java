package dev.charla.conversation.options;

import dev.charla.conversation.flow.FlowStep;
import dev.charla.conversation.function.FunctionTool;
import dev.charla.conversation.function.FunctionTools;
import dev.charla.conversation.function.HandOffTool;
import dev.charla.conversation.guard.Guards;
import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.EchoCancellation;
import dev.charla.protocol.settings.InputAudioTranscription;
import dev.charla.protocol.settings.InterimResponse;
import dev.charla.protocol.settings.Modality;
import dev.charla.protocol.settings.NoiseReduction;
import dev.charla.protocol.settings.SessionUpdate;
import dev.charla.protocol.settings.Tool;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is to be like. Immutable. Which model or agent answers is part of the {@link
 * dev.charla.client.ServiceTarget}: a session cannot change it.
 *
 * @param instructions how the agent should behave; null leaves the service's own
 * @param voice the agent's; null leaves the service's own
 * @param turnDetection how the service finds the ends of the caller's turns
 * @param transcription how the caller's words are written down; null leaves it to the service, and
 *     native audio models then write nothing down
 * @param noiseReduction null for none
 * @param echoCancellation null for none, which is right where the browser cancels echo
 * @param tools what the service may use by itself, such as MCP servers; empty leaves it to the
 *     service
 * @param functions tools of the application's own, which the agent may call
 * @param guards of the application's own, which see what is said
 * @param wordTimes whether the service is asked when the words of its speech sound; not every one
 *     takes that
 * @param greeting how the agent opens the conversation; null when the caller speaks first
 * @param limits the bounds
 * @param continuity how the conversation outlives a connection
 * @param eventLog whether the page is told of each event on the service leg
 * @param agent what the agent is called
 * @param agents those that the conversation may be handed to
 * @param interimResponse what the service says while an answer takes its time; null for nothing
 * @param attributes what the application says of the caller, for tools and not for the model
 * @param beginning the step of a flow that the agent begins in; null for none
 */
public record ConversationOptions(
        @Nullable String instructions,
        @Nullable Voice voice,
        TurnDetection turnDetection,
        @Nullable InputAudioTranscription transcription,
        @Nullable NoiseReduction noiseReduction,
        @Nullable EchoCancellation echoCancellation,
        List<Tool> tools,
        FunctionTools functions,
        Guards guards,
        boolean wordTimes,
        @Nullable Greeting greeting,
        ConversationLimits limits,
        Continuity continuity,
        boolean eventLog,
        AgentName agent,
        Agents agents,
        @Nullable InterimResponse interimResponse,
        Map<String, Object> attributes,
        @Nullable FlowStep beginning) {
    public ConversationOptions {
        tools = List.copyOf(tools);
        attributes = Map.copyOf(attributes);
    }

    /** What every kind of turn detection takes when it is not told. */
    private static final Duration DEFAULT_SILENCE = Duration.ofMillis(500);

    /** Voice activity detection with the figures of the Voice Live lab. */
    public static TurnDetection defaultTurnDetection() {
        return TurnDetection.ServerVad.builder()
                .threshold(0.5)
                .prefixPaddingMs(300)
                .silenceDurationMs(500)
                .build();
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with all options set as here. */
    public Builder toBuilder() {
        return builder()
                .instructions(instructions)
                .voice(voice)
                .turnDetection(turnDetection)
                .transcription(transcription)
                .noiseReduction(noiseReduction)
                .echoCancellation(echoCancellation)
                .tools(tools)
                .functions(functions)
                .guards(guards)
                .wordTimes(wordTimes)
                .greeting(greeting)
                .limits(limits)
                .continuity(continuity)
                .eventLog(eventLog)
                .agent(agent)
                .agents(agents)
                .interimResponse(interimResponse)
                .attributes(attributes)
                .beginning(beginning);
    }

    /** The settings of the session; PCM16 at 24 kHz both ways, spoken and written answers. */
    public SessionUpdate session() {
        var update =
                SessionUpdate.builder()
                        .modalities(List.of(Modality.TEXT, Modality.AUDIO))
                        .instructions(instructions)
                        .voice(voice)
                        .inputAudioFormat(AudioFormat.PCM16)
                        .outputAudioFormat(AudioFormat.PCM16)
                        .turnDetection(turnDetection);
        if (transcription != null) {
            update.inputAudioTranscription(transcription);
        }
        if (noiseReduction != null) {
            update.inputAudioNoiseReduction(noiseReduction);
        }
        if (echoCancellation != null) {
            update.inputAudioEchoCancellation(echoCancellation);
        }
        if (interimResponse != null) {
            update.interimResponse(interimResponse);
        }
        if (wordTimes) {
            update.outputAudioTimestampTypes(List.of("word"));
        }
        var all = allTools();
        if (!all.isEmpty()) {
            update.tools(all);
        }
        return update.build();
    }

    /**
     * This agent in a step of a flow: it has the step's instructions beside its own, and in place
     * of its tools those of the step and its ways to other agents.
     */
    public ConversationOptions at(FlowStep step) {
        var all = new ArrayList<>(step.tools());
        for (FunctionTool tool : functions.tools()) {
            if (tool instanceof HandOffTool) {
                all.add(tool);
            }
        }
        return toBuilder()
                .instructions(
                        instructions == null
                                ? step.instructions()
                                : instructions + "\n\n" + step.instructions())
                .functions(new FunctionTools(all, functions.caller(), functions.threads()))
                .build();
    }

    /** The tools that the service is told of, its own and the application's. */
    List<Tool> allTools() {
        var all = new ArrayList<>(tools);
        all.addAll(functions.declarations());
        return all;
    }

    /** Whether the service says something when the agent calls a tool. */
    public boolean serviceSpeaksForTools() {
        var triggers =
                switch (interimResponse) {
                    case InterimResponse.StaticTexts texts -> texts.triggers();
                    case InterimResponse.Generated generated -> generated.triggers();
                    case InterimResponse.Unknown _ -> null;
                    case null -> null;
                };
        return triggers != null && triggers.contains("tool");
    }

    /** Whether the caller's speech interrupts the agent. */
    public boolean interruptible() {
        return !Boolean.FALSE.equals(
                switch (turnDetection) {
                    case TurnDetection.ServerVad vad -> vad.interruptResponse();
                    case TurnDetection.AzureSemanticVad vad -> vad.interruptResponse();
                    case TurnDetection.SemanticVad vad -> vad.interruptResponse();
                    case TurnDetection.None _, TurnDetection.Unknown _ -> null;
                });
    }

    /** Whether the service cuts an item by itself when the caller's speech interrupts it. */
    public boolean autoTruncate() {
        return Boolean.TRUE.equals(
                switch (turnDetection) {
                    case TurnDetection.ServerVad vad -> vad.autoTruncate();
                    case TurnDetection.AzureSemanticVad vad -> vad.autoTruncate();
                    case TurnDetection.SemanticVad vad -> vad.autoTruncate();
                    case TurnDetection.None _, TurnDetection.Unknown _ -> null;
                });
    }

    /** How much silence the service waits for before it says that a turn is over. */
    public Duration silence() {
        var millis =
                switch (turnDetection) {
                    case TurnDetection.ServerVad vad -> vad.silenceDurationMs();
                    case TurnDetection.AzureSemanticVad vad -> vad.silenceDurationMs();
                    case TurnDetection.SemanticVad _,
                            TurnDetection.None _,
                            TurnDetection.Unknown _ ->
                            null;
                };
        return millis == null ? DEFAULT_SILENCE : Duration.ofMillis(millis);
    }

    /** Collects options; not for use by several threads at once. */
    public static final class Builder {
        private @Nullable String instructions;
        private @Nullable Voice voice;
        private TurnDetection turnDetection = defaultTurnDetection();
        private @Nullable InputAudioTranscription transcription;
        private @Nullable NoiseReduction noiseReduction;
        private @Nullable EchoCancellation echoCancellation;
        private List<Tool> tools = List.of();
        private FunctionTools functions = FunctionTools.NONE;
        private Guards guards = Guards.NONE;
        private boolean wordTimes;
        private @Nullable Greeting greeting;
        private ConversationLimits limits = ConversationLimits.DEFAULTS;
        private Continuity continuity = Continuity.DEFAULTS;
        private boolean eventLog = true;
        private AgentName agent = AgentName.DEFAULT;
        private Agents agents = Agents.NONE;
        private @Nullable InterimResponse interimResponse;
        private Map<String, Object> attributes = Map.of();
        private @Nullable FlowStep beginning;

        private Builder() {}

        public Builder instructions(@Nullable String value) {
            instructions = value;
            return this;
        }

        public Builder voice(@Nullable Voice value) {
            voice = value;
            return this;
        }

        public Builder turnDetection(TurnDetection value) {
            turnDetection = Objects.requireNonNull(value);
            return this;
        }

        public Builder transcription(@Nullable InputAudioTranscription value) {
            transcription = value;
            return this;
        }

        public Builder noiseReduction(@Nullable NoiseReduction value) {
            noiseReduction = value;
            return this;
        }

        public Builder echoCancellation(@Nullable EchoCancellation value) {
            echoCancellation = value;
            return this;
        }

        public Builder tools(List<Tool> value) {
            tools = List.copyOf(value);
            return this;
        }

        public Builder functions(FunctionTools value) {
            functions = Objects.requireNonNull(value);
            return this;
        }

        public Builder guards(Guards value) {
            guards = Objects.requireNonNull(value);
            return this;
        }

        public Builder wordTimes(boolean value) {
            wordTimes = value;
            return this;
        }

        public Builder greeting(@Nullable Greeting value) {
            greeting = value;
            return this;
        }

        public Builder limits(ConversationLimits value) {
            limits = Objects.requireNonNull(value);
            return this;
        }

        public Builder continuity(Continuity value) {
            continuity = Objects.requireNonNull(value);
            return this;
        }

        /** Whether the page is told of each event on the service leg; it is unless set. */
        public Builder eventLog(boolean value) {
            eventLog = value;
            return this;
        }

        public Builder agent(AgentName value) {
            agent = Objects.requireNonNull(value);
            return this;
        }

        public Builder agents(Agents value) {
            agents = Objects.requireNonNull(value);
            return this;
        }

        /** Null: the service says nothing while an answer takes its time. */
        public Builder interimResponse(@Nullable InterimResponse value) {
            interimResponse = value;
            return this;
        }

        public Builder attributes(Map<String, Object> value) {
            attributes = Map.copyOf(value);
            return this;
        }

        public Builder beginning(@Nullable FlowStep value) {
            beginning = value;
            return this;
        }

        public ConversationOptions build() {
            return new ConversationOptions(
                    instructions,
                    voice,
                    turnDetection,
                    transcription,
                    noiseReduction,
                    echoCancellation,
                    tools,
                    functions,
                    guards,
                    wordTimes,
                    greeting,
                    limits,
                    continuity,
                    eventLog,
                    agent,
                    agents,
                    interimResponse,
                    attributes,
                    beginning);
        }
    }
}
