package dev.charla.engine.session;

import dev.charla.audio.AudioEncoding;
import dev.charla.engine.endpointing.TurnDetectorOptions;
import dev.charla.protocol.AudioFormat;
import dev.charla.protocol.InputAudioTranscription;
import dev.charla.protocol.Modality;
import dev.charla.protocol.ResponseSettings;
import dev.charla.protocol.SessionSettings;
import dev.charla.protocol.SessionUpdate;
import dev.charla.protocol.Setting;
import dev.charla.protocol.Tool;
import dev.charla.protocol.ToolChoice;
import dev.charla.protocol.TurnDetection;
import dev.charla.protocol.WarningDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client may ask of a session here. What this service does not do is refused with the
 * protocol's own error, or told in a warning where the talk works without it; nothing is ignored.
 */
final class SessionRules {
    private static final int LONGEST_SILENCE_MS = 60_000;

    private final VoiceRule voices;

    SessionRules(VoiceRule voices) {
        this.voices = voices;
    }

    /**
     * Checks an update whole, before any of it is applied.
     *
     * @return what the client should know though the update is followed
     */
    List<WarningDetails> check(SessionUpdate update, SessionSettings current, boolean voiceUsed)
            throws RefusedException {
        for (String unknown : update.extra().keySet()) {
            throw new RefusedException(
                    "unknown_parameter",
                    "session." + unknown,
                    "Unknown parameter: 'session.%s'.".formatted(unknown));
        }
        if (update.model() != null && !update.model().equals(current.model())) {
            throw new RefusedException(
                    "invalid_value",
                    "session.model",
                    "The model of a session cannot be changed. Open another session.");
        }
        modalities(update.modalities(), "session.modalities");
        inputFormat(update, current);
        outputFormat(update.outputAudioFormat(), "session.output_audio_format");
        transcription(update.inputAudioTranscription());
        turnDetection(update.turnDetection());
        absent(
                update.inputAudioNoiseReduction(),
                "session.input_audio_noise_reduction",
                "noise reduction");
        absent(
                update.inputAudioEchoCancellation(),
                "session.input_audio_echo_cancellation",
                "echo cancellation");
        absent(update.interimResponse(), "session.interim_response", "interim responses");
        absent(update.animation(), "session.animation", "animation");
        absent(update.avatar(), "session.avatar", "avatars");
        absentList(
                update.outputAudioTimestampTypes(),
                "session.output_audio_timestamp_types",
                "timestamps");
        absentList(update.include(), "session.include", "included extras");
        absent(update.reasoningEffort(), "session.reasoning_effort", "reasoning");
        tools(update.tools(), update.toolChoice(), "session");
        temperature(update.temperature(), "session.temperature");
        List<WarningDetails> warnings = new ArrayList<>();
        if (update.voice() != null) {
            if (voiceUsed && !update.voice().equals(current.voice())) {
                throw new RefusedException(
                        "cannot_update_voice",
                        "session.voice",
                        "Cannot update a conversation's voice if assistant audio is present.");
            }
            WarningDetails warning = voices.choose(update.voice(), "session.voice").warning();
            if (warning != null) {
                warnings.add(warning);
            }
        }
        return warnings;
    }

    /** Checks what a single response asks for. */
    void check(ResponseSettings response) throws RefusedException {
        modalities(response.modalities(), "response.modalities");
        outputFormat(response.outputAudioFormat(), "response.output_audio_format");
        tools(response.tools(), response.toolChoice(), "response");
        temperature(response.temperature(), "response.temperature");
        notThere(response.interimResponse(), "response.interim_response", "interim responses");
        notThere(response.animation(), "response.animation", "animation");
        notThere(response.inputItems(), "response.input_items", "input items");
        notThere(
                response.appendInputItems(), "response.append_input_items", "appended input items");
        notThere(response.invokeInput(), "response.invoke_input", "hosted agents");
        notThere(response.reasoningEffort(), "response.reasoning_effort", "reasoning");
        if (Boolean.FALSE.equals(response.commit()) || "none".equals(response.conversation())) {
            throw RefusedException.notHere(
                    "response.conversation", "responses outside the conversation");
        }
        if (Boolean.TRUE.equals(response.cancelPrevious())) {
            throw RefusedException.notHere(
                    "response.cancel_previous", "cancel_previous; send response.cancel first");
        }
        for (String unknown : response.extra().keySet()) {
            throw new RefusedException(
                    "unknown_parameter",
                    "response." + unknown,
                    "Unknown parameter: 'response.%s'.".formatted(unknown));
        }
        if (response.voice() != null) {
            voices.choose(response.voice(), "response.voice");
        }
    }

    /** How turns are detected under these settings; null when they are taken by hand. */
    static @Nullable TurnDetectorOptions detectorOptions(SessionSettings settings) {
        if (!(settings.turnDetection() instanceof TurnDetection.ServerVad vad)) {
            return null;
        }
        TurnDetectorOptions normal = TurnDetectorOptions.DEFAULT;
        return new TurnDetectorOptions(
                vad.threshold() == null ? normal.threshold() : vad.threshold(),
                millis(vad.prefixPaddingMs(), normal.prefixPadding()),
                millis(vad.silenceDurationMs(), normal.silence()),
                millis(vad.speechDurationMs(), normal.speech()));
    }

    /** The format audio comes in; the settings were checked before. */
    static AudioEncoding inputEncoding(SessionSettings settings) {
        return AudioEncoding.ofInput(
                        name(settings.inputAudioFormat()), settings.inputAudioSamplingRate())
                .orElseThrow();
    }

    /** The format audio goes out in; the settings were checked before. */
    static AudioEncoding outputEncoding(@Nullable AudioFormat format) {
        return AudioEncoding.ofOutput(name(format)).orElseThrow();
    }

    private static Duration millis(@Nullable Integer value, Duration otherwise) {
        return value == null ? otherwise : Duration.ofMillis(value);
    }

    private static @Nullable String name(@Nullable AudioFormat format) {
        return format == null ? null : format.value();
    }

    private static void modalities(@Nullable List<Modality> asked, String param)
            throws RefusedException {
        if (asked == null) {
            return;
        }
        for (Modality modality : asked) {
            if (!modality.equals(Modality.TEXT) && !modality.equals(Modality.AUDIO)) {
                throw RefusedException.badValue(param, modality, "text", "audio");
            }
        }
        if (!asked.contains(Modality.TEXT)) {
            throw new RefusedException(
                    "invalid_value", param, "Invalid modalities. 'text' must be among them.");
        }
    }

    private static void inputFormat(SessionUpdate update, SessionSettings current)
            throws RefusedException {
        AudioFormat format = update.inputAudioFormat();
        AudioFormat then = format == null ? current.inputAudioFormat() : format;
        Integer rate =
                update.inputAudioSamplingRate() != null || format != null
                        ? update.inputAudioSamplingRate()
                        : current.inputAudioSamplingRate();
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

    private static void transcription(Setting<InputAudioTranscription> setting)
            throws RefusedException {
        if (!(setting instanceof Setting.Value<InputAudioTranscription>(var asked))) {
            return;
        }
        String param = "session.input_audio_transcription";
        String language = asked.language();
        if (language != null && !language.isEmpty() && !language.startsWith("en")) {
            throw new RefusedException(
                    "invalid_value",
                    param + ".language",
                    "The offline service understands English only, not '%s'.".formatted(language));
        }
        if (asked.prompt() != null && !asked.prompt().isEmpty()) {
            throw RefusedException.notHere(param + ".prompt", "transcription prompts");
        }
        if (asked.phraseList() != null && !asked.phraseList().isEmpty()) {
            throw RefusedException.notHere(param + ".phrase_list", "phrase lists");
        }
        if (asked.customSpeech() != null && !asked.customSpeech().isEmpty()) {
            throw RefusedException.notHere(param + ".custom_speech", "custom speech models");
        }
    }

    private static void turnDetection(Setting<TurnDetection> setting) throws RefusedException {
        if (!(setting instanceof Setting.Value<TurnDetection>(var asked))) {
            return;
        }
        String param = "session.turn_detection";
        switch (asked) {
            case TurnDetection.None _ -> {}
            case TurnDetection.ServerVad vad -> serverVad(vad, param);
            case TurnDetection.AzureSemanticVad semantic ->
                    throw RefusedException.badValue(
                            param + ".type", semantic.type(), "server_vad", "none");
            case TurnDetection.SemanticVad _ ->
                    throw RefusedException.badValue(
                            param + ".type", "semantic_vad", "server_vad", "none");
            case TurnDetection.Unknown(var type, _) ->
                    throw RefusedException.badValue(
                            param + ".type", String.valueOf(type), "server_vad", "none");
        }
    }

    private static void serverVad(TurnDetection.ServerVad vad, String param)
            throws RefusedException {
        Double threshold = vad.threshold();
        if (threshold != null && !(threshold >= 0 && threshold <= 1)) {
            throw RefusedException.badValue(param + ".threshold", threshold, "0 to 1");
        }
        range(vad.prefixPaddingMs(), param + ".prefix_padding_ms", 0, 2_000);
        range(vad.silenceDurationMs(), param + ".silence_duration_ms", 20, LONGEST_SILENCE_MS);
        range(vad.speechDurationMs(), param + ".speech_duration_ms", 20, 2_000);
        notThere(
                vad.endOfUtteranceDetection(),
                param + ".end_of_utterance_detection",
                "end of utterance detection");
        notThere(
                vad.speechDurationAssistantSpeakingMs(),
                param + ".speech_duration_assistant_speaking_ms",
                "a speech duration of its own while the assistant speaks");
        notThere(vad.idleTimeoutMs(), param + ".idle_timeout_ms", "an idle timeout");
        notThere(
                vad.appendedTextAfterTruncation(),
                param + ".appended_text_after_truncation",
                "appended text after truncation");
        if (Boolean.TRUE.equals(vad.autoTruncate())) {
            throw RefusedException.notHere(
                    param + ".auto_truncate",
                    "auto_truncate; send conversation.item.truncate with what was heard");
        }
    }

    private static void range(@Nullable Integer value, String param, int least, int most)
            throws RefusedException {
        if (value != null && (value < least || value > most)) {
            throw RefusedException.badValue(param, value, least + " to " + most);
        }
    }

    private static void tools(@Nullable List<Tool> tools, @Nullable ToolChoice choice, String path)
            throws RefusedException {
        if (tools != null && !tools.isEmpty()) {
            throw RefusedException.notHere(path + ".tools", "tools");
        }
        if (choice != null
                && !choice.equals(ToolChoice.Mode.AUTO)
                && !choice.equals(ToolChoice.Mode.NONE)) {
            throw RefusedException.notHere(path + ".tool_choice", "a choice of tools");
        }
    }

    private static void temperature(@Nullable Double value, String param) throws RefusedException {
        if (value != null && !(value >= 0 && value <= 2)) {
            throw RefusedException.badValue(param, value, "0 to 2");
        }
    }

    private static void absent(Setting<?> setting, String param, String what)
            throws RefusedException {
        if (setting instanceof Setting.Value<?>) {
            throw RefusedException.notHere(param, what);
        }
    }

    private static void absentList(Setting<List<String>> setting, String param, String what)
            throws RefusedException {
        if (setting instanceof Setting.Value<List<String>>(var list) && !list.isEmpty()) {
            throw RefusedException.notHere(param, what);
        }
    }

    private static void notThere(@Nullable Object value, String param, String what)
            throws RefusedException {
        if (value != null) {
            throw RefusedException.notHere(param, what);
        }
    }
}
