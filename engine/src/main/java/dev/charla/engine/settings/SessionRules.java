package dev.charla.engine.settings;

import dev.charla.audio.AudioEncoding;
import dev.charla.protocol.event.WarningDetails;
import dev.charla.protocol.json.Setting;
import dev.charla.protocol.settings.Animation;
import dev.charla.protocol.settings.AudioFormat;
import dev.charla.protocol.settings.InputAudioTranscription;
import dev.charla.protocol.settings.InterimResponse;
import dev.charla.protocol.settings.MaxTokens;
import dev.charla.protocol.settings.Modality;
import dev.charla.protocol.settings.ResponseSettings;
import dev.charla.protocol.settings.SessionSettings;
import dev.charla.protocol.settings.SessionUpdate;
import dev.charla.protocol.settings.TurnDetection;
import dev.charla.protocol.settings.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Validates what a client requests of a session. Unsupported requests are refused with the
 * protocol's own error, or get a warning if the conversation works without them; nothing is ignored
 * silently.
 */
public final class SessionRules {
    /** Azure's limit. */
    private static final int MOST_TOKENS = 4_096;

    private final VoiceRule voices;
    private final Languages languages;
    private final ToolRules tools;
    private final Family family;
    private final Abilities abilities;

    public SessionRules(
            VoiceRule voices,
            Languages languages,
            ToolRules tools,
            Family family,
            Abilities abilities) {
        this.abilities = abilities;
        this.voices = voices;
        this.languages = languages;
        this.tools = tools;
        this.family = family;
    }

    /**
     * Validates a whole change before any of it is applied.
     *
     * @return warnings for the client
     */
    public List<WarningDetails> check(SessionChange change, boolean voiceUsed)
            throws RefusedException {
        SessionUpdate update = change.asked();
        SessionSettings current = change.before();
        List<WarningDetails> warnings = new ArrayList<>();
        ToldMembers.check(update.extra(), current);
        if (update.model() != null && !update.model().equals(current.model())) {
            throw new RefusedException(
                    "invalid_value",
                    "session.model",
                    "The model of a session cannot be changed. Open another session.");
        }
        instructions(update.instructions(), current, "session.instructions");
        modalities(update.modalities(), "session.modalities");
        inputFormat(change.after());
        outputFormat(update.outputAudioFormat(), "session.output_audio_format");
        if (update.inputAudioTranscription()
                instanceof Setting.Value<InputAudioTranscription>(var asked)) {
            transcription(asked, warnings);
        }
        if (update.turnDetection() instanceof Setting.Value<TurnDetection>(var asked)) {
            TurnChecks.check(asked, languages, warnings);
        }
        CleaningRules.check(change);
        if (update.interimResponse() instanceof Setting.Value<InterimResponse>(var asked)) {
            interim(asked, "session.interim_response");
        }
        if (update.animation() instanceof Setting.Value<Animation>(var asked)) {
            TimingRules.animation(asked, "session.animation", abilities);
        }
        absent(update.avatar(), "session.avatar", "avatars");
        if (update.outputAudioTimestampTypes() instanceof Setting.Value<List<String>>(var asked)) {
            TimingRules.timestamps(asked, "session.output_audio_timestamp_types", abilities);
        }
        extras(update, warnings);
        toolsAfter(change, warnings);
        generation(update, warnings);
        metadata(update.metadata().over(null), "session.metadata");
        voice(change, voiceUsed, warnings);
        return warnings;
    }

    private void voice(SessionChange change, boolean voiceUsed, List<WarningDetails> warnings)
            throws RefusedException {
        Voice asked = change.asked().voice();
        if (asked == null) {
            return;
        }
        if (voiceUsed && !SettingsEcho.voice(asked).equals(change.before().voice())) {
            throw new RefusedException(
                    "cannot_update_voice",
                    "session.voice",
                    "Cannot update a conversation's voice if assistant audio is present.");
        }
        WarningDetails warning = voices.choose(asked, "session.voice").warning();
        if (warning != null) {
            warnings.add(warning);
        }
    }

    private void toolsAfter(SessionChange change, List<WarningDetails> warnings)
            throws RefusedException {
        if (change.asked().tools() != null || change.asked().toolChoice() != null) {
            SessionSettings after = change.after();
            tools.check(after.tools(), after.toolChoice(), "session", warnings);
        }
    }

    private void generation(SessionUpdate update, List<WarningDetails> warnings)
            throws RefusedException {
        Checks.range(update.temperature(), "session.temperature", 0, 2);
        tokens(update.maxResponseOutputTokens(), "session.max_response_output_tokens");
        if (update.reasoningEffort() instanceof Setting.Value<String>(var effort)) {
            effort(effort, "session.reasoning_effort", warnings);
        }
    }

    private static void extras(SessionUpdate update, List<WarningDetails> warnings)
            throws RefusedException {
        if (!(update.include() instanceof Setting.Value<List<String>>(var asked))) {
            return;
        }
        for (String extra : asked) {
            Checks.among(
                    extra,
                    "session.include",
                    "item.input_audio_transcription.logprobs",
                    "item.input_audio_transcription.phrases",
                    "file_search_call.results");
        }
        if (!asked.isEmpty()) {
            warnings.add(
                    Checks.ignored("session.include", "what a transcription may include besides"));
        }
    }

    /**
     * Validates the settings of a single response.
     *
     * @return warnings for the client
     */
    public List<WarningDetails> check(ResponseSettings response, SessionSettings current)
            throws RefusedException {
        List<WarningDetails> warnings = new ArrayList<>();
        Checks.noExtras(response.extra(), "response");
        instructions(response.instructions(), current, "response.instructions");
        modalities(response.modalities(), "response.modalities");
        outputFormat(response.outputAudioFormat(), "response.output_audio_format");
        if (response.tools() != null) {
            McpRules.checkKnown(response.tools(), current.tools(), "response.tools");
        }
        if (response.tools() != null || response.toolChoice() != null) {
            tools.check(
                    response.tools() == null ? current.tools() : response.tools(),
                    response.toolChoice(),
                    "response",
                    warnings);
        }
        Checks.range(response.temperature(), "response.temperature", 0, 2);
        tokens(response.maxOutputTokens(), "response.max_output_tokens");
        if (response.interimResponse() != null) {
            interim(response.interimResponse(), "response.interim_response");
        }
        if (response.animation() != null) {
            TimingRules.animation(response.animation(), "response.animation", abilities);
        }
        Checks.notThere(response.invokeInput(), "response.invoke_input", "hosted agents");
        if (response.reasoningEffort() != null) {
            effort(response.reasoningEffort(), "response.reasoning_effort", warnings);
        }
        Checks.among(response.conversation(), "response.conversation", "auto", "none");
        if (response.inputItems() != null && response.appendInputItems() != null) {
            throw new RefusedException(
                    "invalid_value",
                    "response.append_input_items",
                    "input_items takes the conversation's place; nothing can be appended to it.");
        }
        metadata(response.metadata(), "response.metadata");
        if (response.voice() != null) {
            WarningDetails warning = voices.choose(response.voice(), "response.voice").warning();
            if (warning != null && !response.voice().equals(current.voice())) {
                warnings.add(warning);
            }
        }
        return warnings;
    }

    /** The format audio comes in; the settings were checked before. */
    public static AudioEncoding inputEncoding(SessionSettings settings) {
        return AudioEncoding.ofInput(
                        name(settings.inputAudioFormat()), settings.inputAudioSamplingRate())
                .orElseThrow();
    }

    /** The format audio goes out in; the settings were checked before. */
    public static AudioEncoding outputEncoding(@Nullable AudioFormat format) {
        return AudioEncoding.ofOutput(name(format)).orElseThrow();
    }

    private static @Nullable String name(@Nullable AudioFormat format) {
        return format == null ? null : format.value();
    }

    private static void instructions(@Nullable String asked, SessionSettings current, String param)
            throws RefusedException {
        if (asked == null) {
            return;
        }
        if (current.agent() != null) {
            throw new RefusedException(
                    "invalid_value", param, "An agent has instructions of its own.");
        }
        Checks.length(asked, param);
    }

    private static void modalities(@Nullable List<Modality> asked, String param)
            throws RefusedException {
        if (asked == null) {
            return;
        }
        for (Modality modality : asked) {
            Checks.among(modality.value(), param, "text", "audio");
        }
        if (!asked.contains(Modality.TEXT)) {
            throw new RefusedException(
                    "invalid_value", param, "Invalid modalities. 'text' must be among them.");
        }
    }

    private static void inputFormat(SessionSettings after) throws RefusedException {
        AudioFormat then = after.inputAudioFormat();
        Integer rate = after.inputAudioSamplingRate();
        var encoding = AudioEncoding.ofInput(name(then), rate);
        if (encoding.isEmpty()) {
            throw rate == null
                    ? RefusedException.badValue(
                            "session.input_audio_format",
                            Objects.toString(then),
                            "pcm16",
                            "g711_ulaw",
                            "g711_alaw")
                    : RefusedException.badValue(
                            "session.input_audio_sampling_rate", rate, rates(then));
        }
    }

    private static String[] rates(@Nullable AudioFormat format) {
        return format == null || format.isPcm16()
                ? new String[] {"8000", "16000", "22050", "24000", "44100", "48000"}
                : new String[] {"8000"};
    }

    private static void outputFormat(@Nullable AudioFormat format, String param)
            throws RefusedException {
        if (format != null && AudioEncoding.ofOutput(format.value()).isEmpty()) {
            throw RefusedException.badValue(
                    param,
                    format,
                    "pcm16",
                    "pcm16_8000hz",
                    "pcm16_16000hz",
                    "g711_ulaw",
                    "g711_alaw");
        }
    }

    private void transcription(InputAudioTranscription asked, List<WarningDetails> warnings)
            throws RefusedException {
        String param = "session.input_audio_transcription";
        Checks.noExtras(asked.extra(), param);
        languages.check(asked, param, warnings);
        if (asked.prompt() != null && !asked.prompt().isEmpty()) {
            warnings.add(Checks.ignored(param + ".prompt", "transcription prompts"));
        }
        if (asked.phraseList() != null
                && !asked.phraseList().isEmpty()
                && !abilities.hearsPhrases()) {
            warnings.add(
                    Checks.ignored(
                            param + ".phrase_list",
                            "phrase lists, unless whisper.cpp is what hears"
                                    + " (charla.speech.recognizer=whisper)"));
        }
        if (asked.customSpeech() != null && !asked.customSpeech().isEmpty()) {
            warnings.add(Checks.ignored(param + ".custom_speech", "custom speech models"));
        }
    }

    private void interim(InterimResponse asked, String param) throws RefusedException {
        if (family == Family.NATIVE) {
            throw new RefusedException(
                    "invalid_value",
                    param,
                    "An interim response is not supported with this model, which is a native one.");
        }
        switch (asked) {
            case InterimResponse.StaticTexts texts -> {
                Checks.noExtras(texts.extra(), param);
                if (texts.texts().isEmpty() || texts.texts().stream().anyMatch(String::isBlank)) {
                    throw new RefusedException(
                            "invalid_value", param + ".texts", "Expected texts to say.");
                }
                for (String text : texts.texts()) {
                    Checks.length(text, param + ".texts");
                }
                triggers(texts.triggers(), texts.latencyThresholdMs(), param);
            }
            case InterimResponse.Generated generated -> {
                Checks.noExtras(generated.extra(), param);
                if (!abilities.improvises()) {
                    throw RefusedException.notHere(
                            param + ".type",
                            "interim responses of a model without a language model; send"
                                    + " static_interim_response, or set CHARLA_MODEL_BASE_URL");
                }
                if (generated.instructions() != null) {
                    Checks.length(generated.instructions(), param + ".instructions");
                }
                Checks.range(
                        generated.maxCompletionTokens(),
                        param + ".max_completion_tokens",
                        1,
                        MOST_TOKENS);
                triggers(generated.triggers(), generated.latencyThresholdMs(), param);
            }
            case InterimResponse.Unknown(var type, _) ->
                    throw RefusedException.badValue(
                            param + ".type",
                            String.valueOf(type),
                            "static_interim_response",
                            "llm_interim_response");
        }
    }

    private static void triggers(
            @Nullable List<String> triggers, @Nullable Integer threshold, String param)
            throws RefusedException {
        if (triggers != null) {
            for (String trigger : triggers) {
                Checks.among(trigger, param + ".triggers", "latency", "tool");
            }
        }
        Checks.range(threshold, param + ".latency_threshold_ms", 0, 60_000);
    }

    private void effort(String effort, String param, List<WarningDetails> warnings)
            throws RefusedException {
        Checks.among(effort, param, "none", "minimal", "low", "medium", "high", "xhigh");
        if (!abilities.reasons()) {
            warnings.add(Checks.ignored(param, "a reasoning effort"));
        }
    }

    private static void tokens(@Nullable MaxTokens asked, String param) throws RefusedException {
        Checks.range(asked == null ? null : asked.limit(), param, 1, MOST_TOKENS);
    }

    private static void metadata(@Nullable Map<String, String> asked, String param)
            throws RefusedException {
        if (asked == null) {
            return;
        }
        if (asked.size() > 16) {
            throw RefusedException.badValue(param, asked.size() + " pairs", "0 to 16");
        }
        for (Map.Entry<String, String> pair : asked.entrySet()) {
            if (pair.getKey().length() > 64 || pair.getValue().length() > 512) {
                throw new RefusedException(
                        "invalid_value",
                        param,
                        "A key has at most 64 characters and a value at most 512.");
            }
        }
    }

    private static void absent(Setting<?> setting, String param, String what)
            throws RefusedException {
        if (setting instanceof Setting.Value<?>) {
            throw RefusedException.notHere(param, what);
        }
    }
}
