package dev.charla.engine.session;

import dev.charla.engine.hearing.Hearing;
import dev.charla.protocol.AudioFormat;
import dev.charla.protocol.InputAudioTranscription;
import dev.charla.protocol.MaxTokens;
import dev.charla.protocol.Modality;
import dev.charla.protocol.ResponseSettings;
import dev.charla.protocol.SessionId;
import dev.charla.protocol.SessionSettings;
import dev.charla.protocol.SessionUpdate;
import dev.charla.protocol.ToolChoice;
import dev.charla.protocol.TurnDetection;
import dev.charla.protocol.Voice;
import dev.charla.protocol.WarningDetails;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a session as they are now, and how they change. Confined to the loop. */
final class LiveSettings {
    private final VoiceRule voices;
    private final SessionRules rules;
    private final String defaultVoice;
    private SessionSettings settings;
    private boolean voiceUsed;

    /**
     * @param voices names the synthesiser knows, the default one first
     */
    LiveSettings(SessionId id, String model, List<String> voices, Instant expiresAt) {
        this.voices = new VoiceRule(voices);
        this.rules = new SessionRules(this.voices);
        this.defaultVoice = voices.getFirst();
        this.settings = initial(id, model, expiresAt);
    }

    private SessionSettings initial(SessionId id, String model, Instant expiresAt) {
        return SessionSettings.builder(id)
                .model(model)
                .modalities(List.of(Modality.TEXT, Modality.AUDIO))
                .instructions("")
                .voice(
                        new Voice.AzureStandard(
                                defaultVoice,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Map.of()))
                .inputAudioFormat(AudioFormat.PCM16)
                .outputAudioFormat(AudioFormat.PCM16)
                .inputAudioSamplingRate(24_000)
                .inputAudioTranscription(
                        new InputAudioTranscription("azure-speech", "", null, null, null, Map.of()))
                .turnDetection(
                        TurnDetection.ServerVad.builder()
                                .threshold(0.5)
                                .prefixPaddingMs(300)
                                .silenceDurationMs(500)
                                .createResponse(true)
                                .interruptResponse(true)
                                .autoTruncate(false)
                                .build())
                .tools(List.of())
                .toolChoice(ToolChoice.Mode.AUTO)
                .temperature(0.8)
                .maxResponseOutputTokens(MaxTokens.INFINITE)
                .expiresAt(expiresAt)
                .build();
    }

    SessionSettings now() {
        return settings;
    }

    /**
     * Follows an update whole, or not at all.
     *
     * @return what the client should know though the update is followed
     */
    List<WarningDetails> update(SessionUpdate update, Hearing hearing) throws RefusedException {
        List<WarningDetails> warnings = rules.check(update, settings, voiceUsed);
        settings = settings.apply(update);
        if (update.inputAudioFormat() != null || update.inputAudioSamplingRate() != null) {
            if (update.inputAudioSamplingRate() == null) {
                int rate =
                        SessionRules.inputEncoding(
                                        settings.toBuilder().inputAudioSamplingRate(null).build())
                                .sampleRateHz();
                settings = settings.toBuilder().inputAudioSamplingRate(rate).build();
            }
            hearing.format(SessionRules.inputEncoding(settings));
        }
        if (!update.turnDetection().isAbsent()) {
            var options = SessionRules.detectorOptions(settings);
            if (options == null) {
                hearing.turnsByHand();
            } else {
                hearing.turnsByVoice(options);
            }
        }
        return warnings;
    }

    /** Checks what a single response asks for. */
    void check(ResponseSettings response) throws RefusedException {
        rules.check(response);
    }

    /** Who speaks a response of this form. */
    VoiceRule.Choice voice(ResponseForm form) throws RefusedException {
        return form.voice() == null
                ? new VoiceRule.Choice(defaultVoice, 1, null)
                : voices.choose(form.voice(), "response.voice");
    }

    /** The voice was heard: it stays. */
    void voiceIsUsed() {
        voiceUsed = true;
    }

    String instructions(@Nullable ResponseSettings own, @Nullable String additional) {
        String session = settings.instructions() == null ? "" : settings.instructions();
        String base = own == null || own.instructions() == null ? session : own.instructions();
        return additional == null ? base : base + "\n" + additional;
    }

    boolean transcribes() {
        return settings.inputAudioTranscription() != null;
    }

    boolean createsResponses() {
        return settings.turnDetection() instanceof TurnDetection.ServerVad vad
                && !Boolean.FALSE.equals(vad.createResponse());
    }

    boolean interrupts() {
        return settings.turnDetection() instanceof TurnDetection.ServerVad vad
                && !Boolean.FALSE.equals(vad.interruptResponse());
    }
}
